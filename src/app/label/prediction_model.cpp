#include "app/label/prediction_model.h"

#include <QColor>
#include <QStringList>

#include "app/label/instance_model.h"
#include "app/label/label_context.h"
#include "app/label/prediction_feed.h"
#include "canvas/canvas.h"

using namespace Qt::StringLiterals;

namespace touchstone {
namespace {

QString stateOf(const Prediction& prediction)
{
    if (prediction.state == PredictionState::Rejected)
        return u"rejected"_s;
    if (prediction.state == PredictionState::Open)
        return shapeWord(kindOf(prediction.annotation->shape));
    QStringList changed;
    if (prediction.otherLabel)
        changed.append(u"label"_s);
    if (prediction.otherShape)
        changed.append(std::holds_alternative<SpanShape>(prediction.annotation->shape) ? u"place"_s
                                                                                       : u"shape"_s);
    if (prediction.otherFacts)
        changed.append(u"attributes"_s);
    return changed.isEmpty() ? u"accepted"_s : u"accepted, other %1"_s.arg(changed.join(u", "_s));
}

} // namespace

PredictionModel::PredictionModel(PredictionFeed& feed, LabelContext& context, QObject* parent)
    : QAbstractListModel(parent), m_feed(feed), m_context(context)
{
}

void PredictionModel::reload()
{
    beginResetModel();
    endResetModel();
}

int PredictionModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_feed.shown().size());
}

QVariant PredictionModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const Prediction& prediction = m_feed.shown()[std::size_t(index.row())];
    const Annotation& annotation = *prediction.annotation;
    switch (role) {
    case Qt::DisplayRole: return m_context.labelName(annotation.label);
    case ColorRole: {
        const auto& labels = m_context.canvas().style().labels;
        const auto look = labels.find(annotation.label);
        return look == labels.end() ? QColor(Qt::gray) : look->second.color;
    }
    case ScoreRole: return annotation.score ? QString::number(*annotation.score, 'f', 2) : QString();
    case StateRole: return stateOf(prediction);
    case OpenRole: return prediction.state == PredictionState::Open;
    default: return {};
    }
}

} // namespace touchstone
