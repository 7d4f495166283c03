#pragma once

#include <QObject>

namespace touchstone {

class TagCommands;
class TextDesk;

/// Enter in a text whose classes are asked one after the other: the choice in front is complete.
class TextTagKeys : public QObject {
    Q_OBJECT
  public:
    TextTagKeys(TagCommands& commands, TextDesk& desk, QObject* parent = nullptr);

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    TagCommands& m_commands;
    TextDesk& m_desk;
};

} // namespace touchstone
