#pragma once

#include <string>
#include <vector>

#include <QColor>
#include <QRect>
#include <QString>

#include "touchstone/formats/exchange.h"

class QPainter;

namespace touchstone {

/// A text of an import as it is shown before: its first lines, with what is labelled in them.
struct PreviewText {
    QString name;
    QString text;
    struct Span {
        int begin = 0; ///< UTF-16.
        int length = 0;
        QColor color;
    };
    std::vector<Span> spans;
    /// Labels of the whole text.
    QString tags;
};

/// Gives each label its colour of the palette. For workers.
PreviewText makePreviewText(const ImportPreview::Text& text, const std::vector<std::string>& labels);

/// As much of it as fits into `rect`.
void paintPreview(QPainter& painter, const QRect& rect, const PreviewText& preview, const QFont& font);

} // namespace touchstone
