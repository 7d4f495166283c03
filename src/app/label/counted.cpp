#include "app/label/counted.h"

#include "app/session/text.h"
#include "touchstone/base/text.h"
#include "touchstone/workflow/many_items.h"

using namespace Qt::StringLiterals;

namespace touchstone {

QString counted(std::int64_t number)
{
    return toQt(withThousands(number));
}

QString counted(std::int64_t number, const QString& one, const QString& many)
{
    return number == 1 ? one : many.arg(counted(number));
}

QString measured(double value, int decimals)
{
    QString text = QString::number(value, 'f', decimals);
    const qsizetype point = text.indexOf(u'.');
    const qsizetype first = text.startsWith(u'-') ? 1 : 0;
    for (qsizetype at = (point < 0 ? text.size() : point) - 3; at > first; at -= 3)
        text.insert(at, u',');
    return text;
}

namespace {

QString withLeft(const QString& text, const TakenBack& turned)
{
    if (turned.left == 0)
        return text;
    return text + u' ' +
           counted(turned.left, u"1 was changed since and stays."_s, u"%1 were changed since and stay."_s);
}

} // namespace

QString sentenceOf(const TakenBack& back)
{
    return withLeft(counted(back.undone, u"Taken back on 1 item."_s, u"Taken back on %1 items."_s), back);
}

QString sentenceOfRedo(const TakenBack& again)
{
    return withLeft(counted(again.undone, u"Done again on 1 item."_s, u"Done again on %1 items."_s), again);
}

} // namespace touchstone
