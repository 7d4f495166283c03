#include "app/exchange/path_field.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>

#include "app/shell/preferences.h"

namespace touchstone {

PathField::PathField(Kind kind, const QString& title, const QString& filter, QWidget* parent)
    : QWidget(parent), m_kind(kind), m_title(title), m_filter(filter), m_edit(new QLineEdit)
{
    m_edit->setAccessibleName(title);
    auto* button = new QPushButton(tr("Choose…"));
    button->setAutoDefault(false);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(m_edit, 1);
    row->addWidget(button);
    if (kind == Kind::OpenFileOrFolder) {
        auto* folder = new QPushButton(tr("Choose folder…"));
        folder->setAutoDefault(false);
        folder->setObjectName(QStringLiteral("chooseFolder"));
        row->addWidget(folder);
        connect(folder, &QPushButton::clicked, this, &PathField::chooseFolder);
    }
    setFocusProxy(m_edit);
    connect(button, &QPushButton::clicked, this, &PathField::choose);
    connect(m_edit, &QLineEdit::editingFinished, this, [this] { setPath(m_edit->text()); });
}

QString PathField::path() const
{
    const QString typed = m_edit->text().trimmed();
    return typed.startsWith(QStringLiteral("~/")) ? QDir::homePath() + typed.mid(1) : typed;
}

void PathField::setPath(const QString& path)
{
    m_edit->setText(path);
    if (path != m_told) {
        m_told = path;
        Q_EMIT pathChanged(this->path());
    }
}

void PathField::setPlaceholder(const QString& text) { m_edit->setPlaceholderText(text); }

void PathField::choose()
{
    const QString start = path().isEmpty() ? Preferences::lastFolder() : path();
    QString chosen;
    switch (m_kind) {
    case Kind::OpenFile:
    case Kind::OpenFileOrFolder:
        chosen = QFileDialog::getOpenFileName(this, m_title, start, m_filter);
        break;
    case Kind::SaveFile:
        chosen = QFileDialog::getSaveFileName(this, m_title, start, m_filter);
        break;
    case Kind::Folder:
        chosen = QFileDialog::getExistingDirectory(this, m_title, start);
        break;
    }
    take(chosen, m_kind == Kind::Folder);
}

void PathField::chooseFolder()
{
    take(QFileDialog::getExistingDirectory(this, m_title,
                                           path().isEmpty() ? Preferences::lastFolder() : path()),
         true);
}

void PathField::take(const QString& chosen, bool isFolder)
{
    if (!chosen.isEmpty()) {
        Preferences::setLastFolder(isFolder ? chosen : QFileInfo(chosen).path());
        setPath(chosen);
    }
}

} // namespace touchstone
