#include "app/shell/preferences_dialog.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTabWidget>
#include <QVBoxLayout>

#include "app/exchange/form_rows.h"
#include "app/exchange/path_field.h"

namespace touchstone {

using namespace Qt::StringLiterals;

PreferencesDialog::PreferencesDialog(QWidget* parent)
    : QDialog(parent), m_program(new PathField(PathField::Kind::OpenFile, tr("Choose a program"))),
      m_arguments(new QLineEdit), m_seconds(new QSpinBox), m_note(new QLabel)
{
    setWindowTitle(tr("Preferences"));
    setObjectName(u"preferencesDialog"_s);
    const ProgramSetting kept = ProgramSetting::read();
    m_program->setObjectName(u"helperProgram"_s);
    m_program->setPath(kept.program);
    m_program->setPlaceholder(tr("None"));
    m_arguments->setObjectName(u"helperArguments"_s);
    m_arguments->setText(kept.arguments);
    m_seconds->setObjectName(u"helperSeconds"_s);
    m_seconds->setRange(0, 24 * 3600);
    m_seconds->setValue(kept.seconds);
    m_seconds->setSuffix(tr(" s"));
    m_seconds->setSpecialValueText(tr("as long as it takes"));
    m_seconds->setMaximumWidth(200);
    m_note->setTextFormat(Qt::PlainText);
    m_note->setObjectName(u"helperNote"_s);
    m_note->setMinimumHeight(2 * m_note->fontMetrics().lineSpacing());
    m_note->setAlignment(Qt::AlignLeft | Qt::AlignTop);

    auto* about = new QLabel(
        tr("A program of yours that finds objects: it gets the picture's file, clicks and a box, and "
           "answers masks, polygons or boxes. Key Q uses it. It runs with your rights; Touchstone "
           "opens no network for it."));
    about->setWordWrap(true);
    about->setProperty("role", u"secondary"_s);
    auto* rows = new FormRows;
    rows->addField(tr("Program"), m_program);
    rows->addField(tr("Arguments"), m_arguments);
    rows->addField(tr("Wait at most"), m_seconds);
    rows->addNote(m_note);
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(16, 16, 16, 12);
    column->setSpacing(12);
    column->addWidget(about);
    column->addLayout(rows);
    column->addStretch();
    auto* pages = new QTabWidget;
    pages->addTab(page, tr("Helper program"));

    auto* cancel = new QPushButton(tr("Cancel"));
    cancel->setAutoDefault(false);
    auto* ok = new QPushButton(tr("OK"));
    ok->setProperty("kind", u"primary"_s);
    ok->setObjectName(u"ok"_s);
    ok->setDefault(true);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(ok, &QPushButton::clicked, this, &QDialog::accept);
    connect(this, &QDialog::accepted, this, [this] { entered().write(); });
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(ok);
    auto* whole = new QVBoxLayout(this);
    whole->setContentsMargins(24, 20, 24, 16);
    whole->setSpacing(16);
    whole->addWidget(pages, 1);
    whole->addLayout(buttons);

    connect(m_program, &PathField::pathChanged, this, &PreferencesDialog::check);
    connect(m_arguments, &QLineEdit::textChanged, this, &PreferencesDialog::check);
    check();
    resize(640, 400);
    m_program->setFocus();
}

ProgramSetting PreferencesDialog::entered() const
{
    return {m_program->path(), m_arguments->text().trimmed(), m_seconds->value()};
}

void PreferencesDialog::check()
{
    const ProgramSetting now = entered();
    const QString problem = now.problem();
    m_note->setText(!problem.isEmpty()      ? problem
                    : now.program.isEmpty() ? tr("No program is named.")
                                            : QString());
}

} // namespace touchstone
