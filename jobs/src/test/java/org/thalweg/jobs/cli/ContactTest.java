package org.thalweg.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ContactTest {
    private final List<CompletableFuture<String>> asked = new ArrayList<>();
    private long now;
    private final Contact contact = new Contact(() -> now);
    private final Contact.Question<String> question = contact.new Question<>(this::ask);

    private CompletableFuture<String> ask() {
        CompletableFuture<String> answer = new CompletableFuture<>();
        asked.add(answer);
        return answer;
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }

    @Test
    void a_question_is_not_repeated_before_it_is_answered() {
        CompletableFuture<String> first = question.get();
        assertThat(question.get()).isSameAs(first);

        asked.get(0).complete("well");
        assertThat(question.get()).isNotDone();
        assertThat(asked).hasSize(2);
    }

    @Test
    void nor_is_it_while_the_answer_is_fresh() {
        Contact.Question<String> seldom = new Contact(() -> now, Duration.ofMillis(500)).new Question<>(this::ask);
        CompletableFuture<String> first = seldom.get();
        asked.get(0).complete("well");
        pass(Duration.ofMillis(400));
        assertThat(seldom.get()).isSameAs(first);

        pass(Duration.ofMillis(200));
        assertThat(seldom.get()).isNotDone();
        assertThat(asked).hasSize(2);
    }

    @Test
    void nobody_is_silent_who_was_not_asked() {
        pass(Duration.ofHours(1));
        assertThat(contact.isSilent()).isFalse();

        question.get();
        assertThat(contact.isSilent()).isFalse();
    }

    @Test
    void a_failure_is_no_answer_and_ends_no_silence() {
        question.get();
        asked.get(0).completeExceptionally(new IllegalStateException("nobody there"));
        pass(Duration.ofSeconds(4));
        assertThat(contact.isSilent()).isTrue();

        question.get();
        pass(Duration.ofSeconds(4));
        asked.get(1).complete("back");
        assertThat(contact.isSilent()).isFalse();
    }

    @Test
    void an_answer_to_another_question_ends_a_silence_too() {
        Contact.Question<String> other = contact.new Question<>(() -> CompletableFuture.completedFuture("here"));
        question.get();
        pass(Duration.ofSeconds(4));
        assertThat(contact.isSilent()).isTrue();

        other.get();
        assertThat(contact.isSilent()).isFalse();
    }
}
