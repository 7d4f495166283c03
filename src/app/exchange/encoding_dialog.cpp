#include "app/exchange/encoding_dialog.h"

#include <fstream>

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include "app/exchange/encoding_choice.h"
#include "app/exchange/form_rows.h"
#include "app/session/text.h"
#include "touchstone/base/text.h"
#include "touchstone/text/encoding.h"

namespace touchstone {

using namespace Qt::StringLiterals;
namespace fs = std::filesystem;

namespace {

constexpr std::size_t kShown = 8192;

std::string headOf(const fs::path& file)
{
    std::ifstream stream(file, std::ios::binary);
    std::string head(kShown, '\0');
    stream.read(head.data(), std::streamsize(head.size()));
    head.resize(std::size_t(std::max<std::streamsize>(0, stream.gcount())));
    return head;
}

std::vector<std::string> likelyFor(const std::vector<fs::path>& files)
{
    std::vector<std::string> names;
    if (files.empty()) {
        return names;
    }
    for (const EncodingGuess& guess : guessEncodings(headOf(files.front()))) {
        if (isEncoding(guess.name) && names.size() < 3) {
            names.push_back(guess.name);
        }
    }
    return names;
}

/// The head may end within a character: at most a few bytes less are one that does not.
Result<std::string> decodedHead(std::string head, const std::string& encoding)
{
    auto text = decodeText(head, encoding);
    for (int cut = 0; !text && cut < 4 && head.size() >= kShown; ++cut) {
        head.pop_back();
        text = decodeText(head, encoding);
    }
    return text;
}

} // namespace

EncodingDialog::EncodingDialog(std::vector<fs::path> files, QWidget* parent)
    : QDialog(parent), m_files(std::move(files)), m_encoding(makeEncodingChoice(likelyFor(m_files), false)),
      m_list(new QListWidget), m_text(new QPlainTextEdit), m_told(new QLabel),
      m_add(new QPushButton(tr("Add")))
{
    setWindowTitle(tr("Encoding of texts"));
    auto* question = new QLabel(
        m_files.size() == 1
            ? tr("%1 is not UTF-8. Which encoding is it in?").arg(pathToQt(m_files.front().filename()))
            : tr("%1 texts are not UTF-8. Which encoding are they in?").arg(m_files.size()));
    question->setTextFormat(Qt::PlainText);
    question->setWordWrap(true);
    for (const fs::path& file : m_files) {
        m_list->addItem(toQt(displayUtf8(pathToUtf8(file.filename()))));
    }
    m_list->setAccessibleName(tr("Texts"));
    m_list->setUniformItemSizes(true);
    m_list->setFixedWidth(200);
    m_list->setVisible(m_files.size() > 1);
    m_text->setReadOnly(true);
    m_text->setObjectName(u"decoded"_s);
    m_text->setAccessibleName(tr("What it says in this encoding"));
    m_told->setTextFormat(Qt::PlainText);
    m_add->setProperty("kind", u"primary"_s);
    m_add->setObjectName(u"addEncoded"_s);
    m_add->setDefault(true);
    auto* leave = new QPushButton(tr("Leave them out"));
    if (m_files.size() == 1) {
        leave->setText(tr("Leave it out"));
    }
    connect(leave, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_add, &QPushButton::clicked, this, &QDialog::accept);
    connect(m_encoding, &QComboBox::currentIndexChanged, this, [this] { show(m_list->currentRow()); });
    connect(m_list, &QListWidget::currentRowChanged, this, &EncodingDialog::show);

    auto* rows = new FormRows;
    rows->addField(tr("Encoding"), m_encoding);
    rows->addNote(m_told);
    auto* both = new QHBoxLayout;
    both->setSpacing(10);
    both->addWidget(m_list);
    both->addWidget(m_text, 1);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addStretch();
    buttons->addWidget(leave);
    buttons->addWidget(m_add);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 20, 24, 16);
    column->setSpacing(12);
    column->addWidget(question);
    column->addLayout(rows);
    column->addLayout(both, 1);
    column->addLayout(buttons);
    resize(720, 460);
    m_encoding->setFocus();
    m_list->setCurrentRow(0);
    show(0);
}

std::string EncodingDialog::encoding() const
{
    return encodingOf(*m_encoding);
}

void EncodingDialog::show(int row)
{
    if (row < 0 || row >= int(m_files.size())) {
        return;
    }
    const auto text = decodedHead(headOf(m_files[std::size_t(row)]), encoding());
    m_text->setPlainText(text ? toQt(*text) : QString());
    m_told->setText(text ? tr("Read it: if letters look wrong, it is another one.")
                         : toQt(text.error().message));
    m_add->setEnabled(text || m_files.size() > 1);
}

} // namespace touchstone
