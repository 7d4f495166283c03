#pragma once

#include <filesystem>
#include <optional>

#include <QDialog>

#include "touchstone/workflow/backup.h"

namespace touchstone {

/// What is damaged in a project file, and the ways out. None of them changes or deletes the file.
class DamageDialog : public QDialog {
    Q_OBJECT
  public:
    /// `open`: it can be read and is open already.
    DamageDialog(const std::filesystem::path& project, const QStringList& damage, bool open, QWidget* parent);

    enum class Choice { None, Restore, Choose, Rescue };
    Choice choice() const { return m_choice; }
    /// The newest backup, if there is one.
    const std::optional<Backup>& newest() const { return m_newest; }

  private:
    void decide(Choice choice);

    std::optional<Backup> m_newest;
    Choice m_choice = Choice::None;
};

} // namespace touchstone
