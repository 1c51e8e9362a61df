// ordered_pipeline: the outcome of a sequential loop, whatever the number of threads.
#include <doctest/doctest.h>

#include <atomic>
#include <chrono>
#include <optional>
#include <set>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "core/pipeline.hpp"

namespace {

constexpr int thread_counts[] = {1, 2, 3, 8};

// The numbers 0, 1, … below `count`; throws instead of giving `fails`.
struct Counter {
    int count;
    int fails = -1;
    int next = 0;
    std::optional<int> operator()() {
        if (next == fails) throw std::runtime_error("take " + std::to_string(next));
        return next == count ? std::nullopt : std::optional(next++);
    }
};

// Some items take longer than others, so that they finish out of order.
void dawdle(int item) {
    if (item % 7 == 0) std::this_thread::sleep_for(std::chrono::microseconds(200));
}

std::vector<int> numbers(int first, int last) {
    std::vector<int> out;
    for (int i = first; i < last; ++i) out.push_back(i);
    return out;
}

struct Outcome {
    std::vector<int> delivered;
    std::string error;
};

// Runs 0 … 199 with a failure of take, work or deliver at the given items.
Outcome run(int threads, int take_fails, int work_fails, int deliver_fails) {
    Outcome outcome;
    try {
        la::ordered_pipeline(
            threads, Counter{200, take_fails},
            [&](int&& item) {
                dawdle(item);
                if (item >= work_fails && work_fails >= 0) throw std::runtime_error("work " + std::to_string(item));
                return item;
            },
            [&](int& item) {
                if (item == deliver_fails) throw std::runtime_error("deliver " + std::to_string(item));
                outcome.delivered.push_back(item);
                return true;
            });
    } catch (const std::runtime_error& error) {
        outcome.error = error.what();
    }
    return outcome;
}

}  // namespace

TEST_CASE("ordered_pipeline: delivers all results in order") {
    for (const int threads : thread_counts) {
        const Outcome outcome = run(threads, -1, -1, -1);
        CHECK(outcome.delivered == numbers(0, 200));
        CHECK(outcome.error == "");
    }
}

TEST_CASE("ordered_pipeline: an empty sequence delivers nothing") {
    for (const int threads : thread_counts) {
        int calls = 0;
        la::ordered_pipeline(
            threads, Counter{0}, [&](int&& item) { return ++calls, item; }, [&](int&) { return ++calls, true; });
        CHECK(calls == 0);
    }
}

TEST_CASE("ordered_pipeline: a sequence of one item stays on this thread") {
    std::set<std::thread::id> ids;
    la::ordered_pipeline(
        8, Counter{1}, [&](int&& item) { return ids.insert(std::this_thread::get_id()), item; },
        [&](int&) { return true; });
    CHECK(ids == std::set{std::this_thread::get_id()});
}

TEST_CASE("ordered_pipeline: the first failure in the order of the sequence surfaces, everything before it delivered") {
    for (const int threads : thread_counts) {
        for (const int at : {0, 1, 50, 199}) {
            const std::string number = std::to_string(at);
            const Outcome of_take = run(threads, at, -1, -1);
            CHECK(of_take.delivered == numbers(0, at));
            CHECK(of_take.error == "take " + number);
            const Outcome of_work = run(threads, -1, at, -1);
            CHECK(of_work.delivered == numbers(0, at));
            CHECK(of_work.error == "work " + number);
            const Outcome of_deliver = run(threads, -1, -1, at);
            CHECK(of_deliver.delivered == numbers(0, at));
            CHECK(of_deliver.error == "deliver " + number);
        }
        CHECK(run(threads, 60, 50, 40).error == "deliver 40");
        CHECK(run(threads, 60, 50, 55).error == "work 50");
        CHECK(run(threads, 45, 50, 55).error == "take 45");
    }
}

TEST_CASE("ordered_pipeline: what was taken beyond the end comes back, in order and without a gap") {
    for (const int threads : thread_counts) {
        std::vector<int> delivered, returned;
        Counter counter{200};
        la::ordered_pipeline(
            threads, std::ref(counter),
            [](int&& item) {
                dawdle(item);
                return item;
            },
            [&](int& item) {
                delivered.push_back(item);
                return item < 30;
            },
            [&](int&& item) { returned.push_back(item); });
        CHECK(delivered == numbers(0, 31));
        CHECK(returned == numbers(31, counter.next));
        CHECK(returned.size() < static_cast<std::size_t>(threads));
    }
}

TEST_CASE("ordered_pipeline: a failure beyond the end of the sequence does not count") {
    for (const int threads : thread_counts) {
        std::vector<int> delivered;
        CHECK_NOTHROW(la::ordered_pipeline(
            threads, Counter{200, 12},
            [](int&& item) {
                if (item > 10) throw std::runtime_error("work");
                return item;
            },
            [&](int& item) {
                delivered.push_back(item);
                return item < 10;
            }));
        CHECK(delivered == numbers(0, 11));
    }
}

TEST_CASE("ordered_pipeline: work runs concurrently, deliver and take do not") {
    std::atomic<int> delivering = 0, taking = 0;
    bool overlapped = false;
    Counter counter{100};
    la::ordered_pipeline(
        4,
        [&] {
            if (++taking != 1) overlapped = true;
            const auto item = counter();
            --taking;
            return item;
        },
        [](int&& item) {
            dawdle(item);
            return item;
        },
        [&](int&) {
            if (++delivering != 1) overlapped = true;
            --delivering;
            return true;
        });
    CHECK_FALSE(overlapped);
}
