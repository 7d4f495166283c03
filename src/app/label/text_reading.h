#pragma once

#include <QFrame>

class QAction;
class QButtonGroup;
class QComboBox;
class QDoubleSpinBox;
class QFontComboBox;
class QFormLayout;
class QSpinBox;

namespace touchstone {

class TextPage;
class TextView;

/// How texts are shown to this person: the button "Aa" at the head of the page and what it opens. Kept from
/// one start to the next.
class TextReading : public QFrame {
    Q_OBJECT
  public:
    explicit TextReading(TextPage& page);

    /// Below the button.
    void open();

  private:
    void read();
    void write() const;
    void showSettings();
    void take();
    void showFamily(bool shown);

    TextView& m_view;
    QFormLayout* m_form = nullptr;
    QAction* m_action;
    QComboBox* m_kind;
    QFontComboBox* m_family;
    QSpinBox* m_size;
    QDoubleSpinBox* m_lines;
    QSpinBox* m_width;
    QButtonGroup* m_tabs;
    bool m_showing = false;
};

} // namespace touchstone
