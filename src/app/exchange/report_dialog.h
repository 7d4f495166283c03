#pragma once

#include <filesystem>

#include <QDialog>

#include "touchstone/formats/exchange.h"

class QLineEdit;
class QSortFilterProxyModel;
class QTableView;

namespace touchstone {

/// "36 pictures, 214 annotations and 8 labels came in."
QString importSentence(const ExchangeReport& report);
QString exportSentence(const ExchangeReport& report);
QString additionSentence(const ExchangeReport& report);

/// What an import, export or addition did, line by line; filtered, copied as text.
class ReportDialog : public QDialog {
    Q_OBJECT
  public:
    /// `written`, if any, is offered to be shown in its folder.
    ReportDialog(const QString& title, const QString& sentence, const ExchangeReport& report,
                 const std::filesystem::path& written, QWidget* parent);

  private:
    void copy();

    QSortFilterProxyModel* m_filtered;
    QTableView* m_table;
    QLineEdit* m_filter;
};

} // namespace touchstone
