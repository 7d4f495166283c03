#include "snapshot.h"

#include <algorithm>
#include <cstdlib>

#include <QDir>
#include <QPainter>
#include <QStringList>

using namespace Qt::StringLiterals;

namespace touchstone {
namespace {

constexpr int mostChannelError = 40;
/// Of the pixels of a cell.
constexpr double mostShare = 0.003;

bool differs(QRgb a, QRgb b)
{
    return std::max({std::abs(qRed(a) - qRed(b)), std::abs(qGreen(a) - qGreen(b)), std::abs(qBlue(a) - qBlue(b))}) >
           mostChannelError;
}

QString referencePath(const QString& name)
{
    return QString::fromUtf8(TOUCHSTONE_TEST_DATA) + u"/snapshots/"_s + name + u".png"_s;
}

/// Saves both beside each other's names; returns the words for the message.
QString writtenOut(const QString& name, const QImage& actual, const QImage& difference)
{
    const QDir folder(QDir::tempPath() + u"/touchstone-snapshots"_s);
    folder.mkpath(u"."_s);
    const QString shown = folder.filePath(name + u".actual.png"_s);
    const QString marked = folder.filePath(name + u".difference.png"_s);
    actual.save(shown);
    difference.save(marked);
    return u"painted: %1, difference: %2"_s.arg(shown, marked);
}

} // namespace

QString snapshotDifference(const QString& name, const QImage& sheet, QSize cell)
{
    const QImage actual = sheet.convertToFormat(QImage::Format_RGB32);
    if (qEnvironmentVariable("TOUCHSTONE_SNAPSHOTS") == u"write"_s) {
        QDir().mkpath(QString::fromUtf8(TOUCHSTONE_TEST_DATA) + u"/snapshots"_s);
        return actual.save(referencePath(name), "PNG", 0) ? QString() : u"cannot write "_s + referencePath(name);
    }
    const QImage reference = QImage(referencePath(name)).convertToFormat(QImage::Format_RGB32);
    if (reference.size() != actual.size())
        return u"no reference of this size at %1; TOUCHSTONE_SNAPSHOTS=write makes it; "_s.arg(referencePath(name)) +
               writtenOut(name, actual, reference);
    QImage difference = reference.convertToFormat(QImage::Format_Grayscale8).convertToFormat(QImage::Format_RGB32);
    QStringList wrong;
    for (int top = 0; top < actual.height(); top += cell.height())
        for (int left = 0; left < actual.width(); left += cell.width()) {
            int count = 0;
            for (int y = top; y < top + cell.height(); ++y)
                for (int x = left; x < left + cell.width(); ++x)
                    if (differs(actual.pixel(x, y), reference.pixel(x, y))) {
                        ++count;
                        difference.setPixel(x, y, 0xffff0000);
                    }
            const double share = double(count) / (cell.width() * cell.height());
            if (share > mostShare)
                wrong.append(u"row %1 column %2: %3 % of the pixels"_s.arg(top / cell.height() + 1)
                                 .arg(left / cell.width() + 1)
                                 .arg(100 * share, 0, 'f', 1));
        }
    if (wrong.isEmpty())
        return {};
    return wrong.join(u"; "_s) + u"; "_s + writtenOut(name, actual, difference);
}

} // namespace touchstone
