#include "app/exchange/encoding_choice.h"

#include <QComboBox>
#include <QCoreApplication>

#include "app/session/text.h"

namespace touchstone {

QComboBox* makeEncodingChoice(const std::vector<std::string>& likely, bool automatic)
{
    auto* choice = new QComboBox;
    choice->setObjectName(QStringLiteral("encoding"));
    if (automatic) {
        choice->addItem(QCoreApplication::translate("EncodingChoice", "UTF-8, or what its mark says"),
                        QString());
    }
    for (const std::string& name : likely) {
        choice->addItem(toQt(name), toQt(name));
    }
    for (const char* name :
         {"windows-1252", "windows-1251", "windows-1250", "ISO-8859-1", "ISO-8859-2", "KOI8-R", "GB18030",
          "Big5", "Shift_JIS", "EUC-JP", "EUC-KR", "UTF-16LE", "UTF-16BE"}) {
        if (choice->findData(QString::fromLatin1(name)) < 0) {
            choice->addItem(QString::fromLatin1(name), QString::fromLatin1(name));
        }
    }
    return choice;
}

std::string encodingOf(const QComboBox& choice)
{
    return fromQt(choice.currentData().toString());
}

} // namespace touchstone
