#include "touchstone/workflow/ontology_file.h"

#include <algorithm>

#include "support/project_fixture.h"

namespace touchstone {
namespace {

using Kind = OntologyChange::Line::Kind;

/// One of everything that an ontology of this program holds.
const char* const kWhole = R"({
  "format": "touchstone-ontology",
  "version": 1,
  "labels": [
    {
      "name": "Agent",
      "color": "#0072b2",
      "key": "1"
    },
    {
      "name": "Person \"x\" é",
      "color": "#e69f00",
      "key": "",
      "line": "dash-dot",
      "parent": "Agent",
      "shapes": [
        "span",
        "box"
      ],
      "attributes": [
        {
          "name": "gender",
          "kind": "choice",
          "choices": [
            "f",
            "m"
          ],
          "required": true,
          "initial": "f",
          "inherits": true
        },
        {
          "name": "roles",
          "kind": "choices",
          "choices": [
            "a",
            "b"
          ],
          "initial": [
            "b"
          ]
        },
        {
          "name": "height",
          "kind": "number",
          "least": 0.5,
          "most": 3,
          "unit": "m",
          "initial": 1.0
        },
        {
          "name": "sure",
          "kind": "rating",
          "least": 1,
          "most": 7
        },
        {
          "name": "who",
          "kind": "entry",
          "list": "people"
        },
        {
          "name": "seen",
          "kind": "boolean",
          "initial": false
        },
        {
          "name": "note",
          "kind": "text"
        }
      ]
    },
    {
      "name": "Body",
      "color": "#009e73",
      "key": "0",
      "shapes": [
        "skeleton"
      ],
      "skeleton": {
        "points": [
          {
            "name": "left",
            "at": [
              0.25,
              0
            ],
            "sigma": 0.025
          },
          {
            "name": "right",
            "at": [
              0.75,
              1
            ]
          }
        ],
        "edges": [
          [
            "left",
            "right"
          ]
        ],
        "pairs": [
          [
            "left",
            "right"
          ]
        ]
      }
    },
    {
      "name": "LivesIn",
      "color": "#cc79a7",
      "key": "",
      "shapes": [
        "relation"
      ],
      "domain": [
        "Agent",
        "Person \"x\" é"
      ],
      "range": [
        "Body"
      ]
    },
    {
      "name": "better",
      "color": "#56b4e9",
      "key": "",
      "shapes": [
        "tag"
      ],
      "group": "judgement",
      "several": false,
      "attributes": [
        {
          "name": "order",
          "kind": "ranking",
          "required": true
        },
        {
          "name": "best",
          "kind": "block"
        }
      ]
    },
    {
      "name": "old",
      "color": "#d55e00",
      "key": "",
      "retired": true
    },
    {
      "name": "Human",
      "color": "#000000",
      "key": "",
      "merged_into": "Person \"x\" é"
    }
  ],
  "lists": [
    {
      "name": "people",
      "file": "people.jsonl",
      "id": "id",
      "label": "name"
    }
  ]
}
)";

std::string problemsText(const std::vector<OntologyProblem>& problems)
{
    std::string text;
    for (const OntologyProblem& problem : problems)
        text += problem.place + ": " + problem.message + '\n';
    return text;
}

OntologyFile read(std::string_view text)
{
    std::vector<OntologyProblem> problems;
    OntologyFile file = readOntology(text, problems);
    EXPECT_EQ(problemsText(problems), "");
    return file;
}

class OntologyFileTest : public ProjectTest {
  protected:
    OntologyChange change(std::string_view text, bool retireOthers = false, std::int64_t uses = 0)
    {
        OntologyApplication application;
        application.retireOthers = retireOthers;
        for (const Label& label : project->ontology()->labels) {
            application.revisions[label.id] = project->ontologyRevision(label.id);
            application.uses[label.id] = uses;
        }
        return applyOntology(read(text), *project->ontology(), application);
    }
    void apply(std::string_view text, bool retireOthers = false)
    {
        OntologyChange made = change(text, retireOthers);
        ASSERT_EQ(problemsText(made.problems), "");
        const auto stored = project->applyNow(std::move(made.edit));
        ASSERT_TRUE(stored) << stored.error().text();
    }
    /// "- Person: the attribute "x"" of each line.
    static std::string said(const OntologyChange& change)
    {
        std::string text;
        for (const OntologyChange::Line& line : change.lines)
            text += std::string(1, "+~-="[static_cast<int>(line.kind)]) + line.label +
                    (line.what.empty() ? "" : ": " + line.what) + '\n';
        return text;
    }
};

TEST_F(OntologyFileTest, AllOfItComesAndGoesByteForByte)
{
    const OntologyFile file = read(kWhole);
    ASSERT_EQ(file.labels.size(), 7u);
    EXPECT_EQ(ontologyText(Ontology{}, {}), "{\n  \"format\": \"touchstone-ontology\",\n  \"version\": 1,\n  \"labels\": []\n}\n");
    apply(kWhole);
    EXPECT_EQ(ontologyText(*project->ontology(), file.lists), kWhole);
    reopen();
    EXPECT_EQ(ontologyText(*project->ontology(), file.lists), kWhole);
    const Ontology& ontology = *project->ontology();
    const Label* person = ontology.findByName("Person \"x\" é");
    ASSERT_TRUE(person);
    EXPECT_EQ(person->parent, ontology.findByName("Agent")->id);
    EXPECT_EQ(person->attribute("height")->most, 3.0);
    EXPECT_EQ(person->attribute("seen")->initial, AttributeValue(false));
    EXPECT_EQ(ontology.findByName("Body")->skeleton.edges, (std::vector<SkeletonTemplate::Link>{{0, 1}}));
    EXPECT_EQ(ontology.resolve(ontology.labels.back().id), person);
    // What says what is there already changes nothing.
    const OntologyChange again = change(kWhole);
    EXPECT_EQ(said(again), "");
    EXPECT_TRUE(again.edit.isEmpty());
}

TEST_F(OntologyFileTest, ApplyingIsOneStepAndSaysWhatItDoes)
{
    apply(R"(["car", "bus", {"name": "van", "attributes": [{"name": "size", "kind": "choice", "choices": ["big", "small"]},
              {"name": "old", "kind": "boolean"}]}])");
    const Ontology before = *project->ontology();
    EXPECT_EQ(before.findByName("bus")->key, "2");
    const char* const text = R"({"labels": [
        {"name": "van", "key": "2", "shapes": ["box"], "parent": "vehicle",
         "attributes": [{"name": "size", "kind": "choice", "choices": ["big"]}, {"name": "wheels", "kind": "number"}]},
        "vehicle", {"name": "pulls", "shapes": ["relation"], "domain": ["vehicle"], "range": ["car"]}]})";
    const OntologyChange made = change(text, false, 4);
    EXPECT_EQ(said(made), "=car\n=bus\n~van: key 2, was 3\n~van: stands under vehicle\n-van: shapes that it does not list\n"
                          "-van: the value \"small\" of the attribute \"size\"\n-van: the attribute \"old\"\n"
                          "~van: the attribute \"wheels\" comes\n+vehicle\n+pulls\n~car: its place in the list\n"
                          "~bus: no key, was 2\n~bus: its place in the list\n");
    EXPECT_TRUE(made.removesFromUse());
    EXPECT_FALSE(change(text).removesFromUse()) << "no annotation has the label";
    apply(text);
    std::vector<std::string> names;
    for (const Label& label : project->ontology()->labels)
        names.push_back(label.name + label.key);
    EXPECT_EQ(names, (std::vector<std::string>{"van2", "vehicle3", "pulls4", "car1", "bus"}));
    EXPECT_EQ(project->ontology()->findByName("van")->color, before.findByName("van")->color);
    ASSERT_TRUE(project->undoNow({ScopeKind::Ontology, {}}));
    EXPECT_EQ(project->ontology()->labels, before.labels);
    apply(R"(["bus"])", true);
    EXPECT_TRUE(project->ontology()->findByName("car")->retired);
    EXPECT_FALSE(project->ontology()->findByName("bus")->retired);
    EXPECT_EQ(project->ontology()->findByName("van")->attributes.size(), 2u) << "only retired";
}

TEST_F(OntologyFileTest, ABareNameLeavesTheLabelAsItIs)
{
    apply(R"([{"name": "car", "color": "#123456", "attributes": [{"name": "old", "kind": "boolean"}]}])");
    EXPECT_EQ(said(change(R"(["car"])")), "");
    EXPECT_EQ(said(change(R"([{"name": "car"}])")), "-car: the attribute \"old\"\n") << "an object says all but colour and key";
}

TEST_F(OntologyFileTest, EverythingWrongIsNamedByItsPlace)
{
    const auto problems = [](std::string_view text) {
        std::vector<OntologyProblem> found;
        readOntology(text, found);
        std::string places;
        for (const OntologyProblem& problem : found)
            places += problem.place + ' ';
        return places;
    };
    EXPECT_EQ(problems(R"([{"name": "a", "colour": "x", "key": "q", "line": "wavy", "shapes": ["box", "circle", 3],
        "attributes": [{"name": "n", "kind": "number", "least": "1"}, {"kind": "choice"}, {"name": "c", "kind": "choices",
        "choices": [1]}, {"name": "r", "kind": "rating", "least": 5, "most": 1}, 7]}, 5, {"key": "1"}, "a", ""])"),
              "[0].colour [0].key [0].line [0].shapes[2] [0].shapes[1] [0].attributes[0].least [0].attributes[1] "
              "[0].attributes[2].choices[0] [0].attributes[3] [0].attributes[4] [1] [2] [3] [4] ");
    EXPECT_EQ(problems(R"({"labels": [{"name": "a", "skeleton": {"points": ["p", {"name": "q", "at": [1]}],
        "edges": [["p", "z"], ["p"]], "pairs": 3}}], "lists": [{"name": "x"}, {"name": "y", "file": "f", "more": 1}],
        "version": 2, "format": "coco", "extra": 1})"),
              "extra version format labels[0].skeleton.points[1].at labels[0].skeleton.edges[0][1] "
              "labels[0].skeleton.edges[1] labels[0].skeleton.pairs lists[0] lists[1].more ");
    EXPECT_EQ(problems(R"({"labels": [{"name": "a", "key": "1", "key": "2", "attributes": [{"name": "x", "name": "y"}]}]})"),
              "labels[0].key labels[0].attributes[0].name labels[0].attributes[0] ");
    EXPECT_EQ(problems(R"([{"name": "a", "group": "g", "several": true}, {"name": "b", "group": "g"}])"), "[1].several ");
    EXPECT_EQ(problems("[\"car\", "), " ");
    const auto unfit = [&](std::string_view text) {
        std::string places;
        for (const OntologyProblem& problem : change(text).problems)
            places += problem.place + ' ';
        return places;
    };
    EXPECT_EQ(unfit(R"([{"name": "a", "parent": "b"}, {"name": "b", "parent": "c"}, {"name": "c", "parent": "a"}])"),
              "[0].parent ");
    EXPECT_EQ(unfit(R"([{"name": "a", "parent": "a"}, {"name": "b", "parent": "z", "merged_into": "b"},
        {"name": "r", "domain": ["a", "a", "y"], "shapes": ["span"]}])"),
              "[1].parent [1].merged_into [2].domain[1] [2].domain[2] [2] [0].parent ");
}

} // namespace
} // namespace touchstone
