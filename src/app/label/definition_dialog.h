#pragma once

#include <functional>
#include <vector>

#include <QDialog>

#include "app/label/entry_list_form.h"
#include "touchstone/base/result.h"
#include "touchstone/model/ontology.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QListWidget;
class QPlainTextEdit;
class QPushButton;
class QTabWidget;

namespace touchstone {

class LabelBondsPage;
class SkeletonPreview;

/// Everything that a label is: name, colour, line, key, shapes, attributes, skeleton, choice of tags.
class DefinitionDialog : public QDialog {
    Q_OBJECT
  public:
    /// `take` gets the label at OK; what it refuses is shown and the dialog stays.
    DefinitionDialog(const Ontology& ontology, const Label& label,
                     std::function<Result<void>(const Label&)> take, QWidget* parent);

    /// The lists that entries may be from; without it a list can only be named.
    void setLists(ListAccess access);

    void accept() override;

  private:
    QWidget* makeGeneral(const Ontology& ontology);
    QWidget* makeAttributes();
    QWidget* makeSkeleton();
    void showAttribute();
    /// What the fields of the attribute in front say; keeps it where they can be read.
    Result<void> takeAttribute();
    void addAttribute();
    void moveAttribute(int by);
    void kindChanged();
    Result<void> takeSkeleton();
    void showSkeleton();
    void fail(const QString& sentence);

    Label m_label;
    std::function<Result<void>(const Label&)> m_take;
    int m_row = -1;
    bool m_filling = false;

    QTabWidget* m_tabs;
    QLabel* m_problem;
    QLineEdit* m_name = nullptr;
    QPushButton* m_color = nullptr;
    QComboBox* m_line = nullptr;
    QComboBox* m_key = nullptr;
    std::vector<std::pair<ShapeKind, QCheckBox*>> m_shapes;
    QComboBox* m_tagGroup = nullptr;
    QCheckBox* m_tagMany = nullptr;
    LabelBondsPage* m_bonds = nullptr;

    QListWidget* m_list = nullptr;
    QWidget* m_form = nullptr;
    QLineEdit* m_attributeName = nullptr;
    QComboBox* m_kind = nullptr;
    QPlainTextEdit* m_choices = nullptr;
    QLineEdit* m_initial = nullptr;
    QLineEdit* m_least = nullptr;
    QLineEdit* m_most = nullptr;
    QLineEdit* m_unit = nullptr;
    EntryListForm* m_entries = nullptr;
    QCheckBox* m_required = nullptr;
    QCheckBox* m_inherits = nullptr;

    QPlainTextEdit* m_points = nullptr;
    QPlainTextEdit* m_edges = nullptr;
    QPlainTextEdit* m_pairs = nullptr;
    SkeletonPreview* m_preview = nullptr;
};

} // namespace touchstone
