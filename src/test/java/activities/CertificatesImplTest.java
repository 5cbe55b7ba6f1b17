package activities;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import domain.certificate.CertificateRequest;
import domain.certificate.CertificateState;
import domain.profile.CertificateProfile;
import domain.run.Mode;
import domain.run.Run;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.testing.TestActivityEnvironment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import systems.TestProfiles;
import targets.CertificateStore;

/** Waiting for a certificate of a cluster whose clock is not the worker's. */
class CertificatesImplTest {

	private static final Instant BEGAN = Instant.parse("2026-11-21T12:00:00Z");

	private final TestActivityEnvironment environment = TestActivityEnvironment.newInstance();

	private final Issuer issuer = new Issuer();

	private static CertificateState state(long revision, Instant failed) {
		return new CertificateState("gateway", revision, "f".repeat(20) + revision, BEGAN,
				BEGAN.plus(Duration.ofDays(90)), true, false, failed, "the issuer said no");
	}

	private CertificateState await(CertificateState before) {
		environment.registerActivitiesImplementations(CertificatesForTests.on(issuer));
		CertificateProfile gateway = TestProfiles.of("neural-hive-mind").certificates().getFirst();
		return environment
			.newActivityStub(Certificates.class,
					ActivityOptions.newBuilder()
						.setStartToCloseTimeout(Duration.ofMinutes(5))
						.setRetryOptions(RetryOptions.newBuilder().setMaximumAttempts(1).build())
						.build())
			.awaitRenewal(new CertificateRequest(
					new Run("rotation", "run-1", "CertificateRotation", "shop", null, Mode.EXECUTE, "en"), null,
					gateway, before));
	}

	@AfterEach
	void close() {
		environment.close();
	}

	/** Whether the failure is dated before the run or, by a clock ahead, after it. */
	@ParameterizedTest
	@ValueSource(ints = { -10, 10 })
	void aFailureThatStoodThereBeforeIsNotOurs(int minutes) {
		CertificateState before = state(1, BEGAN.plus(Duration.ofMinutes(minutes)));
		issuer.says.addAll(List.of(before, state(2, null)));
		assertThat(await(before).revision()).isEqualTo(2);
	}

	@ParameterizedTest
	@ValueSource(ints = { -10, 10 })
	void aFailureThatIsNewIsOursWhateverItsDate(int minutes) {
		issuer.says.add(state(1, BEGAN.plus(Duration.ofMinutes(minutes))));
		assertThatThrownBy(() -> await(state(1, null))).hasStackTraceContaining("the issuer said no");
	}

	@Test
	void aSecondFailureIsToldFromTheFirst() {
		issuer.says.add(state(1, BEGAN.plusSeconds(1)));
		assertThatThrownBy(() -> await(state(1, BEGAN))).hasStackTraceContaining("its issuer gave no new one");
	}

	/** Says one thing after the other, the last one for ever. */
	private static final class Issuer implements CertificateStore {

		private final Deque<CertificateState> says = new ArrayDeque<>();

		@Override
		public CertificateProfile.Kind kind() {
			return TestProfiles.of("neural-hive-mind").certificates().getFirst().kind();
		}

		@Override
		public CertificateState read(CertificateRequest request) {
			return says.size() > 1 ? says.poll() : says.peek();
		}

		@Override
		public String keepCopy(CertificateRequest request) {
			throw new IllegalStateException("nobody keeps a copy here");
		}

		@Override
		public void renew(CertificateRequest request) {
			throw new IllegalStateException("nobody renews here");
		}

		@Override
		public boolean putBack(CertificateRequest request) {
			throw new IllegalStateException("nothing is put back here");
		}

		@Override
		public boolean dropCopy(CertificateRequest request) {
			throw new IllegalStateException("there is no copy here");
		}

	}

}
