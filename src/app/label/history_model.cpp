#include "app/label/history_model.h"

#include <QDateTime>
#include <QLocale>

#include "app/session/text.h"

using namespace Qt::StringLiterals;

namespace touchstone {

namespace {

QString timeText(Timestamp at)
{
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(at / 1000);
    const QDate today = QDate::currentDate();
    if (time.date() == today)
        return time.toString(u"HH:mm"_s);
    if (time.date() == today.addDays(-1))
        return u"yesterday"_s;
    return time.toString(time.date().year() == today.year() ? u"d MMM"_s : u"d MMM yyyy"_s);
}

QString lineText(const LogRow& row)
{
    const QString text = toQt(row.text);
    switch (row.kind) {
    case EditKind::Undo: return text.startsWith(u"Undo") ? text : u"Undo %1"_s.arg(text);
    case EditKind::Redo: return text.startsWith(u"Redo") ? text : u"Redo %1"_s.arg(text);
    case EditKind::Start:
    case EditKind::Publish:
    case EditKind::Do: return text;
    }
    return text;
}

} // namespace

void HistoryModel::setRows(std::vector<LogRow> rows)
{
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

int HistoryModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

QVariant HistoryModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const LogRow& row = m_rows[std::size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole: return lineText(row);
    case Qt::ToolTipRole:
        return u"%1\n%2, %3"_s.arg(lineText(row), toQt(row.author),
                                   QLocale().toString(QDateTime::fromMSecsSinceEpoch(row.at / 1000)));
    case AuthorRole: return toQt(row.author);
    case TimeRole: return timeText(row.at);
    case QuietRole: return row.kind == EditKind::Start || row.kind == EditKind::Publish;
    default: return {};
    }
}

} // namespace touchstone
