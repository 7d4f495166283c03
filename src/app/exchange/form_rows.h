#pragma once

#include <QGridLayout>
#include <QLabel>

namespace touchstone {

/// A form of names at the left and fields at the right.
class FormRows : public QGridLayout {
  public:
    FormRows()
    {
        setHorizontalSpacing(14);
        setVerticalSpacing(10);
        setColumnStretch(1, 1);
        setColumnMinimumWidth(0, 110);
    }
    void addField(const QString& name, QWidget* field)
    {
        auto* label = new QLabel(name);
        label->setProperty("role", QStringLiteral("secondary"));
        label->setBuddy(field);
        addWidget(label, m_row, 0, Qt::AlignVCenter);
        addWidget(field, m_row++, 1);
    }
    void setFieldVisible(QWidget* field, bool visible)
    {
        const int at = indexOf(field);
        int row = 0, column = 0, rows = 0, columns = 0;
        getItemPosition(at, &row, &column, &rows, &columns);
        itemAtPosition(row, 0)->widget()->setVisible(visible);
        field->setVisible(visible);
    }
    /// A small line under the field above.
    void addNote(QLabel* note)
    {
        note->setProperty("role", QStringLiteral("small"));
        note->setWordWrap(true);
        addWidget(note, m_row++, 1);
    }

  private:
    int m_row = 0;
};

} // namespace touchstone
