#include "canvas/scene.h"

#include <algorithm>
#include <cmath>

namespace touchstone {
namespace {

constexpr int mostCells = 64;
constexpr int largestSide = 192;

SceneItemPtr makeItem(Annotation annotation)
{
    auto item = std::make_shared<SceneItem>();
    if (const std::optional<Rect> box = bounds(annotation.shape)) {
        item->bounds = *box;
        // A skeleton is taken by its whole box, so that it must not lie over what is smaller than that.
        const bool byBox = std::holds_alternative<SkeletonShape>(annotation.shape);
        item->area = byBox ? box->area() : area(annotation.shape);
    }
    item->annotation = std::move(annotation);
    return item;
}

bool hasPlace(const SceneItem& item)
{
    return item.annotation.shape.index() != 0;
}

bool drawnBefore(const Annotation& a, const Annotation& b)
{
    return a.z != b.z ? a.z < b.z : a.id < b.id;
}

} // namespace

void Scene::assign(std::vector<Annotation> annotations, Size imageSize)
{
    m_imageSize = imageSize;
    m_items.clear();
    m_free.clear();
    m_order.clear();
    m_rank.clear();
    m_slotOf.clear();
    m_items.reserve(annotations.size());
    m_bounds.clear();
    m_bounds.reserve(annotations.size());
    m_all = {};
    m_slotOf.reserve(annotations.size());
    for (Annotation& annotation : annotations) {
        const auto slot = static_cast<Slot>(m_items.size());
        m_slotOf[annotation.id] = slot;
        m_items.push_back(makeItem(std::move(annotation)));
        m_bounds.push_back(m_items.back()->bounds);
        if (hasPlace(*m_items.back()))
            m_order.push_back(slot);
    }
    const auto less = [this](Slot a, Slot b) { return before(a, b); };
    if (!std::is_sorted(m_order.begin(), m_order.end(), less))
        std::sort(m_order.begin(), m_order.end(), less);
    buildGrid();
}

std::optional<Rect> Scene::update(const AnnotationId& id, const std::optional<Annotation>& annotation)
{
    std::optional<Rect> dirty;
    const auto found = m_slotOf.find(id);
    const bool there = found != m_slotOf.end();
    if (there && hasPlace(*m_items[found->second]))
        dirty = m_items[found->second]->bounds;
    SceneItemPtr item = annotation ? makeItem(*annotation) : nullptr;
    if (item && hasPlace(*item))
        dirty = dirty ? dirty->united(item->bounds) : item->bounds;
    if (there && item && hasPlace(*item) && hasPlace(*m_items[found->second]) &&
        item->annotation.z == m_items[found->second]->annotation.z) {
        replace(found->second, std::move(item));
        return dirty;
    }
    if (there)
        erase(found->second);
    if (item)
        insert(id, std::move(item));
    return dirty;
}

void Scene::replace(Slot slot, SceneItemPtr item)
{
    if (std::vector<SceneItemPtr>* all = ownAll())
        (*all)[placeOf(slot)] = item;
    removeFromGrid(slot);
    m_bounds[slot] = item->bounds;
    m_items[slot] = std::move(item);
    addToGrid(slot);
}

// Letting go of all of them would take longer than painting. While a worker holds them they are not changed.
std::vector<SceneItemPtr>* Scene::ownAll()
{
    if (!m_all.own())
        m_all = {};
    return m_all.own();
}

std::size_t Scene::placeOf(Slot slot) const
{
    const auto place = std::lower_bound(m_order.begin(), m_order.end(), slot,
                                        [this](Slot a, Slot b) { return before(a, b); });
    return static_cast<std::size_t>(place - m_order.begin());
}

const std::vector<std::uint32_t>& Scene::ranks() const
{
    if (m_rank.empty() && !m_order.empty()) {
        m_rank.resize(m_items.size());
        for (std::size_t i = 0; i < m_order.size(); ++i)
            m_rank[m_order[i]] = static_cast<std::uint32_t>(i);
    }
    return m_rank;
}

const SceneItem* Scene::find(const AnnotationId& id) const
{
    const auto found = m_slotOf.find(id);
    return found == m_slotOf.end() ? nullptr : m_items[found->second].get();
}

std::vector<Scene::Slot> Scene::slotsIn(const Rect& rect) const
{
    std::vector<Slot> found;
    if (m_cells.empty())
        return found;
    const Cells cells = cellsOf(rect);
    if (cells.count() * 2 > m_side * m_side) {
        // Most of the scene: walking in order is cheaper than collecting and sorting.
        found.reserve(m_order.size());
        for (const Slot slot : m_order)
            if (m_bounds[slot].intersects(rect))
                found.push_back(slot);
        return found;
    }
    const std::vector<std::uint32_t>& rank = ranks();
    collect(rect, cells, [&](Slot slot) {
        found.push_back(rank[slot]);
        return true;
    });
    std::sort(found.begin(), found.end());
    for (Slot& place : found)
        place = m_order[place];
    return found;
}

template <class Visit>
void Scene::collect(const Rect& rect, const Cells& cells, Visit&& visit) const
{
    ++m_query;
    m_seen.resize(m_items.size());
    const auto meet = [&](Slot slot) {
        if (m_seen[slot] == m_query)
            return true;
        m_seen[slot] = m_query;
        return !m_bounds[slot].intersects(rect) || visit(slot);
    };
    for (int row = cells.top; row <= cells.bottom; ++row)
        for (int column = cells.left; column <= cells.right; ++column)
            for (const Slot slot : cell(column, row))
                if (!meet(slot))
                    return;
    for (const Slot slot : m_large)
        if (!meet(slot))
            return;
}

std::vector<SceneItemPtr> Scene::query(const Rect& rect) const
{
    const std::vector<Slot> slots = slotsIn(rect);
    std::vector<SceneItemPtr> result;
    result.reserve(slots.size());
    for (const Slot slot : slots)
        result.push_back(m_items[slot]);
    return result;
}

std::vector<const SceneItem*> Scene::look(const Rect& rect) const
{
    const std::vector<Slot> slots = slotsIn(rect);
    std::vector<const SceneItem*> result;
    result.reserve(slots.size());
    for (const Slot slot : slots)
        result.push_back(m_items[slot].get());
    return result;
}

std::size_t Scene::count(const Rect& rect) const
{
    std::size_t count = 0;
    const Cells cells = cellsOf(rect);
    if (m_cells.empty() || cells.count() * 2 > m_side * m_side)
        return static_cast<std::size_t>(std::count_if(m_order.begin(), m_order.end(), [&](Slot slot) {
            return m_bounds[slot].intersects(rect);
        }));
    collect(rect, cells, [&](Slot) { return ++count > 0; });
    return count;
}

bool Scene::holdsMore(const Rect& rect, std::size_t most) const
{
    if (m_cells.empty())
        return count(rect) > most;
    std::size_t met = 0;
    collect(rect, cellsOf(rect), [&](Slot) { return ++met <= most; });
    return met > most;
}

std::vector<SceneItemPtr> Scene::atLeast(double width, double height) const
{
    std::vector<SceneItemPtr> result;
    for (const Slot slot : m_order)
        if (m_bounds[slot].width >= width && m_bounds[slot].height >= height)
            result.push_back(m_items[slot]);
    return result;
}

SceneItems Scene::all() const
{
    if (!m_all.get()) {
        std::vector<SceneItemPtr> items;
        items.reserve(m_order.size());
        for (const Slot slot : m_order)
            items.push_back(m_items[slot]);
        m_all = Lent(std::move(items));
    }
    return m_all.lend();
}

Scene::Cells Scene::cellsOf(const Rect& rect) const
{
    const auto index = [this](double value, double extent) {
        const double part = extent > 0 ? std::floor(value / extent * m_side) : 0;
        return static_cast<int>(std::clamp(part, 0.0, m_side - 1.0));
    };
    return {index(rect.x, m_imageSize.width), index(rect.y, m_imageSize.height),
            index(rect.right(), m_imageSize.width), index(rect.bottom(), m_imageSize.height)};
}

bool Scene::before(Slot a, Slot b) const
{
    return drawnBefore(m_items[a]->annotation, m_items[b]->annotation);
}

void Scene::buildGrid()
{
    m_builtFor = m_order.size();
    const double wanted = std::ceil(std::sqrt(static_cast<double>(m_builtFor)));
    m_side = std::clamp(static_cast<int>(wanted), 8, largestSide);
    m_cells.assign(static_cast<std::size_t>(m_side * m_side), {});
    m_large.clear();
    for (const Slot slot : m_order)
        addToGrid(slot);
}

void Scene::addToGrid(Slot slot)
{
    const Cells cells = cellsOf(m_bounds[slot]);
    if (cells.count() > mostCells) {
        m_large.push_back(slot);
        return;
    }
    for (int row = cells.top; row <= cells.bottom; ++row)
        for (int column = cells.left; column <= cells.right; ++column)
            cell(column, row).push_back(slot);
}

void Scene::removeFromGrid(Slot slot)
{
    const Cells cells = cellsOf(m_bounds[slot]);
    if (cells.count() > mostCells) {
        std::erase(m_large, slot);
        return;
    }
    for (int row = cells.top; row <= cells.bottom; ++row)
        for (int column = cells.left; column <= cells.right; ++column)
            std::erase(cell(column, row), slot);
}

void Scene::insert(const AnnotationId& id, SceneItemPtr item)
{
    Slot slot = 0;
    if (m_free.empty()) {
        slot = static_cast<Slot>(m_items.size());
        m_items.emplace_back();
        m_bounds.emplace_back();
    } else {
        slot = m_free.back();
        m_free.pop_back();
    }
    m_items[slot] = std::move(item);
    m_bounds[slot] = m_items[slot]->bounds;
    m_slotOf[id] = slot;
    if (!hasPlace(*m_items[slot]))
        return;
    const auto place = static_cast<std::ptrdiff_t>(placeOf(slot));
    m_order.insert(m_order.begin() + place, slot);
    m_rank.clear();
    if (std::vector<SceneItemPtr>* all = ownAll())
        all->insert(all->begin() + place, m_items[slot]);
    if (m_cells.empty() || m_order.size() > 4 * m_builtFor + 64)
        buildGrid();
    else
        addToGrid(slot);
}

void Scene::erase(Slot slot)
{
    const SceneItemPtr item = m_items[slot];
    if (hasPlace(*item)) {
        const auto place = static_cast<std::ptrdiff_t>(placeOf(slot));
        m_order.erase(m_order.begin() + place);
        m_rank.clear();
        if (std::vector<SceneItemPtr>* all = ownAll())
            all->erase(all->begin() + place);
        removeFromGrid(slot);
    }
    m_slotOf.erase(item->annotation.id);
    m_items[slot] = nullptr;
    m_free.push_back(slot);
}

} // namespace touchstone
