package io.bloomline.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

class FailureExceptionTest {

    @Test
    void findsTheFailureInsideWhatAFutureWrapsAroundIt() {
        FailureException failed = new FailureException(Failure.rejected("code", "Message."));

        assertThat(FailureException.of(failed)).isSameAs(failed);
        assertThat(FailureException.of(new CompletionException(new ExecutionException(failed))))
                .isSameAs(failed);
    }

    @Test
    void blamesTheRequestForAForeignExceptionWithoutQuotingIt() {
        FailureException failed = FailureException.of(new IllegalStateException("text of a document"));

        assertThat(failed.failure().kind()).isEqualTo(FailureKind.REJECTED);
        assertThat(failed).hasMessageContaining("IllegalStateException").hasMessageNotContaining("document");
        assertThat(failed).hasCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    void stopsTheJobForAnErrorAndTriesAgainAfterACancellation() {
        assertThat(FailureException.of(new OutOfMemoryError()).failure().kind()).isEqualTo(FailureKind.MISCONFIGURED);
        assertThat(FailureException.of(new CancellationException()).failure().kind())
                .isEqualTo(FailureKind.TRANSIENT);
    }

    @Test
    void keepsFailureAndCauseWithAnotherNumberOfAttempts() {
        Throwable cause = new IllegalStateException();
        FailureException failed = new FailureException(Failure.rejected("code", "Message."), cause);

        assertThat(failed.attempts()).isEqualTo(1);
        assertThat(failed.afterAttempts(3).attempts()).isEqualTo(3);
        assertThat(failed.afterAttempts(3).failure()).isEqualTo(failed.failure());
        assertThat(failed.afterAttempts(3)).hasCause(cause);
    }
}
