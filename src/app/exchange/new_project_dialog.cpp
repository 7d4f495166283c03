#include "app/exchange/new_project_dialog.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QVBoxLayout>

#include "app/exchange/form_rows.h"
#include "app/exchange/path_field.h"
#include "app/session/text.h"
#include "app/shell/preferences.h"

namespace touchstone {

using namespace Qt::StringLiterals;

NewProjectDialog::NewProjectDialog(QWidget* parent)
    : QDialog(parent), m_name(new QLineEdit), m_folder(new PathField(PathField::Kind::Folder, tr("Place"))),
      m_told(new QLabel), m_make(new QPushButton(tr("Make the project")))
{
    setWindowTitle(tr("New project"));
    m_name->setPlaceholderText(tr("City streets"));
    m_name->setObjectName(u"projectName"_s);
    m_make->setProperty("kind", u"primary"_s);
    m_make->setDefault(true);
    m_folder->setPath(Preferences::lastFolder());
    auto* rows = new FormRows;
    rows->addField(tr("Name"), m_name);
    rows->addField(tr("In the folder"), m_folder);
    rows->addNote(m_told);
    auto* cancel = new QPushButton(tr("Cancel"));
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_make, &QPushButton::clicked, this, &QDialog::accept);
    connect(m_name, &QLineEdit::textChanged, this, &NewProjectDialog::check);
    connect(m_folder, &PathField::pathChanged, this, &NewProjectDialog::check);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(m_make);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 20, 24, 16);
    column->setSpacing(12);
    column->addLayout(rows);
    column->addStretch();
    column->addLayout(buttons);
    check();
    resize(560, 210);
}

QString NewProjectDialog::name() const { return m_name->text().simplified(); }

std::filesystem::path NewProjectDialog::file() const
{
    // What file systems and shells dislike becomes a dash; the name inside the project stays as typed.
    QString stem = name();
    stem.replace(QRegularExpression(u"[/\\\\:*?\"<>|]"_s), u"-"_s);
    return pathFromQt(m_folder->path()) / pathFromQt(stem + u".touchstone"_s);
}

void NewProjectDialog::check()
{
    std::error_code ignored;
    const bool there = std::filesystem::exists(file(), ignored);
    const bool folder = std::filesystem::is_directory(pathFromQt(m_folder->path()), ignored);
    m_make->setEnabled(!name().isEmpty() && !there && folder);
    m_told->setText(name().isEmpty() ? tr("Everything about the project is kept in one file.")
                    : !folder        ? tr("This folder is not there.")
                    : there          ? tr("%1 is there already. Choose another name.").arg(pathToQt(file()))
                                     : tr("Makes %1").arg(pathToQt(file())));
}

} // namespace touchstone
