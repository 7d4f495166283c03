#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <utility>

#include "support/temp_folder.h"
#include "touchstone/base/sha256.h"
#include "touchstone/workflow/labels.h"
#include "touchstone/workflow/project.h"
#include "touchstone/workflow/source_writer.h"
#include "touchstone/workflow/working_layer.h"

namespace touchstone {

/// A project with one item that is being labelled, and one box on it.
class Labelling {
  public:
    Labelling() : m_project(std::move(*Project::create(m_folder / "p.touchstone", "Bench", "bench")))
    {
        LabelId car;
        auto label = addLabelEdit(*m_project, {}, "car", &car);
        m_good = m_project->applyNow(*label).ok();
        auto start = m_project->beginSource({"files", "f", sha256("f"), "{}", "bench", LayerRole::Work, true});
        const auto root = start->writer->root(m_folder.path());
        const auto item = start->writer->item({"image", *root, "a.png", 640, 480, 1, 1});
        m_good = m_good && start->writer->publish("{}").ok();
        m_reader = std::move(*m_project->reader());
        m_working = std::move(*openWorkingLayer(*m_project, *m_reader, m_reader->item(item->key)->id));
        m_box.id = AnnotationId::create();
        m_box.label = car;
        m_box.shape = BoxShape{{0, 0, 10, 10}};
        m_good = m_good && commit(m_working.content.creation(m_box));
        m_reader.reset();
    }

    bool good() const { return m_good; }
    Project& project() { return *m_project; }
    /// From Project::apply to the writer's answer, journal and hashes included.
    bool moveBox()
    {
        m_box.shape = BoxShape{{m_x += 0.5, 0, 10, 10}};
        return commit(m_working.content.replacement(m_box));
    }
    std::filesystem::path file(const std::string& name) const { return m_folder / name; }

  private:
    bool commit(Change change)
    {
        Edit edit{EditId::create(), {ScopeKind::Item, m_working.item.id}, "Move", {}, {std::move(change)}};
        const auto fits = m_working.content.apply(edit);
        const auto receipt =
            m_project->applyNow(Commit{std::move(edit), std::exchange(m_working.start, std::nullopt)});
        return fits && receipt;
    }

    TempFolder m_folder;
    std::unique_ptr<Project> m_project;
    std::unique_ptr<Reader> m_reader;
    WorkingLayer m_working;
    Annotation m_box;
    double m_x = 0;
    bool m_good = true;
};

} // namespace touchstone
