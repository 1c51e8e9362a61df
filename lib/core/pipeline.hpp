// Work on a sequence of items on several threads, with the ends of the sequence kept in order.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <mutex>
#include <optional>
#include <system_error>
#include <thread>
#include <vector>

namespace la {

// Runs `deliver(work(take()))` over a sequence on up to `threads` threads, this one included.
//   take()              -> std::optional<Item>; called one at a time, in order; nothing ends the sequence
//   work(Item&&)        -> Result; called concurrently
//   deliver(Result&)    -> bool; called one at a time, in the order of take; false ends the sequence
//   give_back(Result&&)    receives, in order, what was taken beyond the item that ended the sequence
// The outcome never depends on the number of threads. An exception surfaces where a sequential loop would have thrown
// it: everything before it has been delivered, nothing after it. A sequence of one item starts no thread.
template <class Take, class Work, class Deliver, class GiveBack>
void ordered_pipeline(int threads, Take take, Work work, Deliver deliver, GiveBack give_back) {
    using Item = typename std::invoke_result_t<Take&>::value_type;

    std::mutex take_mutex, deliver_mutex;
    std::condition_variable delivered;
    std::uint64_t taken = 0, turn = 0;
    bool exhausted = false, stopped = false;
    std::exception_ptr failure;

    // Takes the next item and its number; an exception of take() gets a number, too, and so its place in the order.
    struct Ticket {
        std::optional<Item> item;
        std::uint64_t number;
        std::exception_ptr failure;
    };
    const auto next_ticket = [&]() -> std::optional<Ticket> {
        std::lock_guard lock(take_mutex);
        if (exhausted) return std::nullopt;
        Ticket ticket{std::nullopt, taken, nullptr};
        try {
            ticket.item = take();
        } catch (...) {
            ticket.failure = std::current_exception();
        }
        if (!ticket.item) exhausted = true;
        if (!ticket.item && !ticket.failure) return std::nullopt;
        ++taken;
        return ticket;
    };
    const auto end_sequence = [&] {
        stopped = true;
        std::lock_guard lock(take_mutex);
        exhausted = true;
    };

    const auto run_ticket = [&](Ticket&& ticket) {
        std::optional<std::invoke_result_t<Work&, Item&&>> result;
        if (!ticket.failure) {
            try {
                result.emplace(work(std::move(*ticket.item)));
            } catch (...) {
                ticket.failure = std::current_exception();
            }
        }
        std::unique_lock lock(deliver_mutex);
        delivered.wait(lock, [&] { return turn == ticket.number; });
        if (failure) {
            // An earlier item failed: this one is dropped.
        } else if (ticket.failure && !stopped) {
            failure = ticket.failure;
            end_sequence();
        } else if (stopped) {
            if (result) give_back(std::move(*result));
        } else {
            try {
                if (!deliver(*result)) end_sequence();
            } catch (...) {
                failure = std::current_exception();
                end_sequence();
            }
        }
        ++turn;
        delivered.notify_all();
    };
    const auto run = [&](std::optional<Ticket> ticket) {
        for (; ticket; ticket = next_ticket()) run_ticket(std::move(*ticket));
    };

    std::vector<std::jthread> others;
    // False where the system has no thread left to give: then those that are there do the work.
    const auto start = [&](auto body) {
        try {
            others.emplace_back(body);
            return true;
        } catch (const std::system_error&) {
            return false;
        }
    };

    std::optional<Ticket> first = next_ticket();
    if (first && threads > 1) {
        std::optional<Ticket> second = next_ticket();
        if (second && start([&] { run(std::move(second)); })) {
            for (int i = 2; i < threads && start([&] { run(next_ticket()); });) ++i;
            run(std::move(first));
            others.clear();  // joins
        } else {
            run_ticket(std::move(*first));
            run(std::move(second));
        }
    } else {
        run(std::move(first));
    }
    if (failure) std::rethrow_exception(failure);
}

template <class Take, class Work, class Deliver>
void ordered_pipeline(int threads, Take take, Work work, Deliver deliver) {
    ordered_pipeline(threads, take, work, deliver, [](auto&&) {});
}

// Runs work(0) … work(parts - 1) side by side, one of them here; an exception surfaces as from a loop.
template <class Work>
void in_parts(std::size_t parts, Work work) {
    std::size_t next = 0;
    ordered_pipeline(
        static_cast<int>(parts), [&] { return next == parts ? std::nullopt : std::optional<std::size_t>(next++); },
        [&](std::size_t part) {
            work(part);
            return true;
        },
        [](bool) { return true; });
}

}  // namespace la
