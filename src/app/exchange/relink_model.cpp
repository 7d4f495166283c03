#include "app/exchange/relink_model.h"

#include <algorithm>

#include "app/session/text.h"

namespace touchstone {

namespace {

QString foundText(const RelinkLine& line)
{
    switch (line.how) {
    case RelinkLine::How::Name:
        return toQt(line.file);
    case RelinkLine::How::Content:
        return RelinkModel::tr("%1 (same content)").arg(toQt(line.file));
    case RelinkLine::How::Differing:
        return RelinkModel::tr("Not used: files of this name have other content");
    case RelinkLine::How::Several:
        return RelinkModel::tr("Not used: several files have this name");
    case RelinkLine::How::None:
        break;
    }
    return RelinkModel::tr("Not found");
}

} // namespace

void RelinkModel::show(const std::vector<RelinkLine>& lines, bool searched)
{
    beginResetModel();
    m_lines = lines;
    m_searched = searched;
    // What is left to do comes first.
    std::stable_partition(m_lines.begin(), m_lines.end(),
                          [](const RelinkLine& line) { return !line.isFound(); });
    endResetModel();
}

int RelinkModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_lines.size());
}

int RelinkModel::columnCount(const QModelIndex& parent) const { return parent.isValid() ? 0 : int(Columns); }

QVariant RelinkModel::data(const QModelIndex& index, int role) const
{
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole) {
        return {};
    }
    const RelinkLine& line = m_lines[size_t(index.row())];
    if (index.column() == Picture) {
        return toQt(line.medium.path);
    }
    return m_searched ? foundText(line) : QString();
}

QVariant RelinkModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole) {
        return {};
    }
    return section == Picture ? tr("Picture") : tr("Found below the folder");
}

} // namespace touchstone
