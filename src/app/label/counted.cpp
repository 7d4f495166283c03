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

QString sentenceOf(const TakenBack& back)
{
    QString text = counted(back.undone, u"Taken back on 1 image."_s, u"Taken back on %1 images."_s);
    if (back.left > 0)
        text += u' ' + counted(back.left, u"1 was changed since and stays."_s, u"%1 were changed since and stay."_s);
    return text;
}

} // namespace touchstone
