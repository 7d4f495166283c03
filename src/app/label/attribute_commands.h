#pragma once

#include <optional>
#include <vector>

#include <QObject>
#include <QString>

#include "touchstone/model/annotation.h"
#include "touchstone/model/ontology.h"

namespace touchstone {

class EntryLists;
class LabelContext;
class ProjectSession;

/// Attributes and flags of the selected instances: what they are, and how a field or a key changes them, for
/// all in one Edit.
class AttributeCommands : public QObject {
    Q_OBJECT
  public:
    AttributeCommands(ProjectSession& session, LabelContext& context, QObject* parent = nullptr);

    /// The selected instances, without relations.
    std::vector<Annotation> instances() const;
    /// The attributes that the labels of all selected instances define alike.
    std::vector<AttributeDefinition> definitions() const;

    /// False, with the reason said, when the value does not fit or nothing can be changed.
    bool set(const AttributeDefinition& definition, const AttributeValue& value);
    enum class Flag { Occluded, Truncated, Crowd, Unsure };
    void setFlag(Flag flag, bool on);
    /// What an unsure instance may be besides; null: no idea.
    void setAlternative(const LabelId& label);

    /// The n-th attribute (from 1) takes digits from now on. A number or a text is typed: typingWanted().
    void pick(int number);
    void pick(const QString& name);
    /// Empty when digits are labels.
    QString picked() const { return m_picked; }
    /// Its definition for the selection as it is now.
    std::optional<AttributeDefinition> pickedDefinition() const;
    void leave();
    /// Sets the picked attribute; false when none takes digits.
    bool digit(int digit);
    /// What a digit stands for; nothing when it stands for none. `before` is what a multiple choice and a
    /// ranking start from, `texts` are the names that they are about.
    static std::optional<AttributeValue> valueOfDigit(const AttributeDefinition& definition, int digit,
                                                      const AttributeValue* before,
                                                      const std::vector<std::string>& texts = {});
    /// "1 red, 2 blue", for the hint.
    static std::vector<std::pair<QString, QString>> keysOf(const AttributeDefinition& definition,
                                                           const std::vector<std::string>& texts = {});
    /// The names of the item's texts, which rankings and choices among them go by.
    std::vector<std::string> texts() const;
    /// Where entries are looked for; null until it is set.
    EntryLists* lists() const { return m_lists; }
    void setLists(EntryLists* lists) { m_lists = lists; }

  Q_SIGNALS:
    void say(const QString& sentence);
    void pickedChanged();
    void typingWanted(const QString& name);
    /// An attribute got another value by set().
    void answered(touchstone::AttributeKind kind);

  private:
    template <class Alter>
    bool alter(const QString& text, Alter alter);
    QString what(std::size_t count) const;

    ProjectSession& m_session;
    LabelContext& m_context;
    EntryLists* m_lists = nullptr;
    QString m_picked;
};

/// The value that all have ("no value" counts as one); nothing when they differ.
std::optional<AttributeValue> commonValue(const std::vector<Annotation>& annotations, std::string_view name);

} // namespace touchstone
