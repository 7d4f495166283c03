#include "touchstone/formats/prelabel.h"

#include <algorithm>
#include <set>
#include <string_view>
#include <unordered_map>

#include <nlohmann/json.hpp>

#include "touchstone/base/progress.h"
#include "touchstone/base/text.h"
#include "touchstone/workflow/source_writer.h"

namespace touchstone {
namespace {

constexpr std::int64_t newsEvery = 64;
constexpr std::int64_t samplesOfRule = 3;
constexpr std::size_t mostSamples = 60;
constexpr std::size_t mostProblems = 20;

/// The rules, ready to look through texts.
struct Matchers {
    SurfaceMatcher surfaces;
    std::vector<std::size_t> surfaceRules; ///< Of each surface its rule.
    std::vector<std::pair<std::size_t, TextSearch>> expressions;
};

Result<Matchers> matchersOf(const PrelabelRequest& request)
{
    Matchers matchers;
    std::vector<std::string> surfaces;
    for (std::size_t i = 0; i < request.rules.rules.size(); ++i) {
        const LabelRule& rule = request.rules.rules[i];
        if (!rule.isExpression) {
            surfaces.push_back(rule.text);
            matchers.surfaceRules.push_back(i);
            continue;
        }
        auto search = TextSearch::compile({rule.text, true, !request.ignoreCase, false});
        if (!search)
            return search.error();
        matchers.expressions.emplace_back(i, std::move(*search));
    }
    matchers.surfaces = SurfaceMatcher(surfaces, !request.ignoreCase);
    return matchers;
}

struct RuleHit {
    TextPlace place;
    std::size_t rule = 0;
};

/// What all rules find in one text, in its order; the same place and label once.
Result<std::vector<RuleHit>> hitsIn(const Document& document, const Matchers& matchers, const PrelabelRequest& request,
                                    Progress& progress, const std::string& name, std::vector<std::string>& problems)
{
    std::vector<RuleHit> hits;
    std::vector<std::uint32_t> which;
    const auto found = placesOf(document, matchers.surfaces, &progress, &which);
    if (!found)
        return found.error();
    for (std::size_t i = 0; i < which.size(); ++i)
        hits.push_back({found->places[i], matchers.surfaceRules[which[i]]});
    for (const auto& [rule, search] : matchers.expressions) {
        SearchLimits limits;
        limits.progress = &progress;
        const auto places = placesOf(document, search, limits);
        if (!places && places.error().code == ErrorCode::Cancelled)
            return places.error();
        if (!places) {
            if (problems.size() < mostProblems)
                problems.push_back(name + ": " + request.rules.rules[rule].text + ": " + places.error().message);
            continue;
        }
        for (const TextPlace& place : places->places)
            hits.push_back({place, rule});
    }
    std::ranges::stable_sort(hits, {}, &RuleHit::place);
    std::set<std::pair<TextPlace, std::string>> seen;
    std::erase_if(hits, [&](const RuleHit& hit) {
        return !seen.emplace(hit.place, request.rules.rules[hit.rule].label).second;
    });
    return hits;
}

/// The labels that rules name: null for one that the project does not have yet, and whether spans may have it.
struct RuleLabels {
    std::vector<const Label*> labels;
    std::vector<bool> usable;
};

RuleLabels labelsOf(const PrelabelRequest& request, const Ontology& ontology, std::vector<std::string>& problems)
{
    // A label that was merged away goes on as what it became, unless another has its name by now.
    std::unordered_map<std::string_view, const Label*> byName;
    for (const bool merged : {false, true})
        for (const Label& label : ontology.labels)
            if (label.mergedInto.isNull() != merged)
                byName.try_emplace(label.name, ontology.resolve(label.id));
    RuleLabels made;
    std::set<const Label*> refused;
    for (const LabelRule& rule : request.rules.rules) {
        const auto found = byName.find(rule.label);
        const Label* label = found == byName.end() ? nullptr : found->second;
        made.labels.push_back(label);
        made.usable.push_back(!label || (label->isActive() && label->allows(ShapeKind::Span)));
        if (!made.usable.back() && refused.insert(label).second && problems.size() < mostProblems)
            problems.push_back(displayUtf8(label->name) + (label->isActive() ? " is not for spans" : " is not used any more") +
                               ". Its rules were left out; the label's definition changes that.");
    }
    return made;
}

/// Gets what is proposed for an item.
using Take = std::function<Result<void>(const Item&, const std::vector<RuleHit>&)>;

Result<PrelabelReport> walk(const Project& project, Reader& reader, const PrelabelRequest& request, Progress& progress,
                            const PrelabelNews& news, const Take& take)
{
    const auto matchers = matchersOf(request);
    if (!matchers)
        return matchers.error();
    const auto ontology = project.ontology();
    PrelabelReport report;
    report.ruleHits.resize(request.rules.rules.size());
    const RuleLabels labels = labelsOf(request, *ontology, report.problems);
    std::set<std::string> missing;
    for (std::size_t i = 0; i < request.items.size(); ++i) {
        if (progress.cancelled())
            return Error{ErrorCode::Cancelled, "The search was stopped.", {}};
        const auto item = reader.item(request.items[i]);
        if (!item || item->kind != "text")
            continue;
        if (report.texts++ % newsEvery == 0) {
            progress.report(double(i) / double(request.items.size()), item->path);
            if (news)
                news(report);
        }
        const auto document = reader.document(item->id);
        if (!document)
            return document.error();
        auto hits = hitsIn(*document, *matchers, request, progress, nameOf(*item), report.problems);
        if (!hits)
            return hits.error();
        std::erase_if(*hits, [&](const RuleHit& hit) { return !labels.usable[hit.rule]; });
        if (hits->empty())
            continue;
        const auto working = openWorkingLayer(project, reader, item->id);
        if (!working)
            return working.error();
        std::map<LabelId, SpanCover> covers;
        std::erase_if(*hits, [&](const RuleHit& hit) {
            const Label* label = labels.labels[hit.rule];
            if (!label) {
                missing.insert(request.rules.rules[hit.rule].label);
                return false;
            }
            const auto cover = covers.try_emplace(label->id, working->content, *ontology, label->id).first;
            const bool known = cover->second.overlaps(hit.place);
            report.known += known ? 1 : 0;
            return known;
        });
        if (hits->empty())
            continue;
        ++report.hitTexts;
        report.hits += static_cast<std::int64_t>(hits->size());
        for (const RuleHit& hit : *hits)
            if (report.ruleHits[hit.rule]++ < samplesOfRule && report.samples.size() < mostSamples)
                report.samples.emplace_back(hit.rule, hitsOf(*item, *document, {hit.place}).front());
        if (auto taken = take(*item, *hits); !taken)
            return taken.error();
    }
    report.newLabels.assign(missing.begin(), missing.end());
    return report;
}

/// What makes another run the same: the rules that did not stand in the file, and the items.
std::string optionsOf(const PrelabelRequest& request)
{
    nlohmann::ordered_json options;
    options["ignore_case"] = request.ignoreCase;
    options["rules"] = request.rules.rules.size();
    for (const LabelRule& rule : request.rules.rules)
        if (rule.where.empty())
            options["expressions"].push_back(rule.label + "=" + rule.text);
    Sha256Hasher items;
    for (const std::int64_t key : request.items)
        items.add(&key, sizeof key);
    std::string digits;
    const Sha256 hash = items.finish();
    for (std::size_t i = 0; i < 8; ++i) {
        constexpr std::string_view hex = "0123456789abcdef";
        digits += hex[hash[i] >> 4];
        digits += hex[hash[i] & 15];
    }
    options["items"] = digits;
    return options.dump();
}

} // namespace

Result<std::vector<std::int64_t>> unfinishedItems(Reader& reader, Progress* progress)
{
    TaskFilter filter;
    filter.states = {TaskState::Unassigned, TaskState::Assigned, TaskState::InProgress, TaskState::Rejected};
    return reader.itemKeys(filter, progress);
}

Result<PrelabelReport> countPrelabels(const Project& project, Reader& reader, const PrelabelRequest& request,
                                      Progress& progress, const PrelabelNews& news)
{
    return walk(project, reader, request, progress, news, [](const Item&, const auto&) { return Result<void>(); });
}

Result<PrelabelReport> storePrelabels(Project& project, Reader& reader, const PrelabelRequest& request,
                                      Progress& progress)
{
    SourceRequest source;
    source.format = "rules";
    source.name = request.rules.name;
    source.hash = request.rules.hash;
    source.options = optionsOf(request);
    source.author = request.rules.name.substr(0, request.rules.name.rfind('.'));
    if (source.author.empty())
        source.author = "rules";
    source.role = LayerRole::Prediction;
    source.continueFrom = false;
    source.alone = request.alone;
    auto start = project.beginSource(source);
    if (!start)
        return start.error();
    if (start->existing) {
        PrelabelReport report;
        report.ruleHits.resize(request.rules.rules.size());
        report.nothingNew = true;
        report.source = start->existing->id;
        return report;
    }
    SourceWriter& writer = *start->writer;
    auto report =
        walk(project, reader, request, progress, {},
             [&](const Item& item, const std::vector<RuleHit>& hits) -> Result<void> {
                 const auto layer = writer.layer(item.key);
                 if (!layer)
                     return layer.error();
                 for (const RuleHit& hit : hits) {
                     const auto label = writer.label(request.rules.rules[hit.rule].label);
                     if (!label)
                         return label.error();
                     Annotation span;
                     span.label = *label;
                     span.shape = SpanShape{std::vector{hit.place.range}, hit.place.block};
                     if (auto added = writer.annotation(*layer, std::move(span), {}); !added)
                         return added;
                 }
                 return {};
             });
    if (!report)
        return report;
    report->source = writer.id();
    const nlohmann::ordered_json facts{{"texts", report->texts}, {"hits", report->hits}, {"known", report->known}};
    if (report->hits == 0)
        return report; // Nothing to publish: the source goes.
    if (auto published = writer.publish(facts.dump()); !published)
        return published.error();
    return report;
}

} // namespace touchstone
