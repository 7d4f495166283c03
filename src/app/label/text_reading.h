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
    void make();
    void read();
    void write() const;
    void showSettings();
    void take();
    void showFamily(bool shown);

    TextView& m_view;
    QAction* m_action;
    // Made when it is first opened: the families of a machine may be many.
    QFormLayout* m_form = nullptr;
    QComboBox* m_kind = nullptr;
    QFontComboBox* m_family = nullptr;
    QSpinBox* m_size = nullptr;
    QDoubleSpinBox* m_lines = nullptr;
    QSpinBox* m_width = nullptr;
    QButtonGroup* m_tabs = nullptr;
    bool m_showing = false;
};

} // namespace touchstone
