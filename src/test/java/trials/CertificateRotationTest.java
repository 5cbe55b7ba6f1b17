package trials;

import static org.assertj.core.api.Assertions.assertThat;

import domain.profile.SystemProfile;
import domain.run.Outcome;
import io.temporal.client.WorkflowStub;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import systems.TestProfiles;

/** The gateway's certificate of neural-hive-mind in memory. */
class CertificateRotationTest {

	static final SystemProfile PROFILE = TestProfiles.of("neural-hive-mind");

	private static final String ROTATION = "CertificateRotation";

	private Theatre theatre;

	@BeforeEach
	void open() {
		theatre = stage();
	}

	@AfterEach
	void close() {
		theatre.close();
	}

	private static Theatre stage() {
		Theatre stage = new Theatre(PROFILE);
		stage.world.by = "devops-engineer";
		scene(stage.estate);
		endsIn(stage, Duration.ofDays(10));
		return stage;
	}

	static void scene(Estate estate) {
		estate.instances.putAll(Map.of("neural-engine", 6, "api-gateway", 3, "postgresql", 1));
	}

	private static void endsIn(Theatre stage, Duration time) {
		stage.notary.end = Instant.ofEpochMilli(stage.now()).plus(time);
	}

	private static WorkflowStub start(Theatre stage, Map<String, Object> more) {
		Map<String, Object> request = new TreeMap<>(more);
		request.put("system", PROFILE.name());
		return stage.start(ROTATION, ROTATION, request);
	}

	private static Outcome named(Theatre stage) {
		return start(stage, Map.of("certificate", "api-gateway")).getResult(Outcome.class);
	}

	@Test
	void aNamedCertificateIsRenewedItsConsumersStartedAnewAndItsCopyRemovedAfterProof() {
		Outcome outcome = named(theatre);
		assertThat(outcome.result()).isEqualTo(Outcome.Result.COMPLETED);
		assertThat(theatre.notary.effects).containsExactly("copy", "renew", "copy removed");
		assertThat(theatre.calls).containsSubsequence("keepOldCertificate", "requestRenewal", "awaitRenewal",
				"restartWorkload", "restartWorkload", "proveCertificate", "dropOldCertificate");
		assertThat(theatre.world.told).doesNotContain("gate-opened/certificate");
	}

	@TestFactory
	Stream<DynamicTest> theWatchAsksAtThirtyDaysAndCallsAtSeven() {
		return Stream
			.of(new Limit(Duration.ofDays(30).plusHours(1), false, false),
					new Limit(Duration.ofDays(30).minusHours(1), true, false),
					new Limit(Duration.ofDays(7).plusHours(1), true, false),
					new Limit(Duration.ofDays(7).minusHours(1), true, true))
			.map(limit -> DynamicTest.dynamicTest(limit.toString(), () -> {
				try (Theatre stage = stage()) {
					endsIn(stage, limit.left());
					Outcome outcome = start(stage, Map.of()).getResult(Outcome.class);
					assertThat(outcome.result()).isEqualTo(Outcome.Result.COMPLETED);
					assertThat(stage.world.told.contains("gate-opened/certificate")).isEqualTo(limit.asked());
					assertThat(stage.world.told.contains("certificate-ends/api-gateway")).isEqualTo(limit.called());
					assertThat(stage.notary.revision).isEqualTo(limit.asked() ? 2 : 1);
				}
			}));
	}

	@TestFactory
	Stream<DynamicTest> whatMayBeRenewedWithoutAskingIsRenewedByTheWatchAtOnce() throws IOException {
		String yaml = Files.readString(Path.of("src/main/resources/systems/neural-hive-mind.yaml"))
			.replace("  - name: api-gateway\n    target: cluster\n",
					"  - name: api-gateway\n    automatic: true\n    target: cluster\n");
		SystemProfile automatic = TestProfiles.read(yaml);
		assertThat(automatic.certificates().getFirst().automatic()).isTrue();
		return Stream.of(Duration.ofDays(30).plusHours(1), Duration.ofDays(30).minusHours(1))
			.map(left -> DynamicTest.dynamicTest(left.toString(), () -> {
				try (Theatre stage = new Theatre(automatic)) {
					scene(stage.estate);
					endsIn(stage, left);
					start(stage, Map.of()).getResult(Outcome.class);
					assertThat(stage.notary.revision).isEqualTo(left.toDays() < 30 ? 2 : 1);
					assertThat(stage.world.told).doesNotContain("gate-opened/certificate");
				}
			}));
	}

	private record Limit(Duration left, boolean asked, boolean called) {
	}

	@TestFactory
	Stream<DynamicTest> whateverIsNotAYesRenewsNothing() {
		return Stream.of("reject", "abort", "silence").map(said -> DynamicTest.dynamicTest(said, () -> {
			try (Theatre stage = stage()) {
				stage.world.answers.put("certificate", said);
				WorkflowStub run = start(stage, Map.of());
				if (said.equals("reject")) {
					assertThat(run.getResult(Outcome.class).result()).isEqualTo(Outcome.Result.REJECTED);
				}
				else {
					assertThat(Operations.failure(run).getType())
						.isEqualTo(said.equals("abort") ? "ABORTED" : "EXPIRED");
				}
				assertThat(stage.notary.effects).isEmpty();
			}
		}));
	}

	@Test
	void anIssuerThatSaysNoLeavesTheOldCertificateAndNoCopy() {
		theatre.notary.refusal = "Failed: the order was denied";
		assertThat(Operations.failure(start(theatre, Map.of("certificate", "api-gateway"))).getOriginalMessage())
			.contains("denied");
		assertThat(theatre.notary.effects).containsExactly("copy", "copy removed");
		assertThat(theatre.calls).doesNotContain("restartWorkload");
	}

	@Test
	void aCertificateThatNobodyIsShownIsTakenBack() {
		theatre.notary.stale = true;
		assertThat(Operations.failure(start(theatre, Map.of("certificate", "api-gateway"))).getOriginalMessage())
			.contains("não está em uso");
		assertThat(theatre.notary.effects).containsExactly("copy", "renew", "put back", "copy removed");
		// Pods that come before the old is back would read the new one once more.
		assertThat(theatre.calls).containsSubsequence("putBackCertificate", "endRestart", "endRestart",
				"dropOldCertificate");
	}

	@Test
	void aPlanRenewsNothing() {
		Outcome plan = start(theatre, Map.of("certificate", "api-gateway", "mode", "plan")).getResult(Outcome.class);
		assertThat(plan.result()).isEqualTo(Outcome.Result.PLANNED);
		assertThat(theatre.notary.effects).isEmpty();
	}

	@Test
	void aNameThatIsNoneIsRefused() {
		assertThat(Operations.failure(start(theatre, Map.of("certificate", "other"))).getOriginalMessage())
			.contains("certificate", "api-gateway");
	}

	@TestFactory
	Stream<DynamicTest> everyStepFailedOnceOrRunTwiceLeavesTheSameEnd() {
		Set<String> steps;
		String end;
		try (Theatre undisturbed = stage()) {
			named(undisturbed);
			steps = new TreeSet<>(undisturbed.calls);
			end = undisturbed.notary.state() + undisturbed.estate.standing();
		}
		return steps.stream()
			.flatMap(step -> Stream.of(true, false)
				.map(fails -> DynamicTest.dynamicTest(step + (fails ? " fails once" : " runs twice"), () -> {
					try (Theatre stage = stage()) {
						if (fails) {
							stage.failOnce(step);
						}
						else {
							stage.runTwice(step);
						}
						assertThat(named(stage).result()).isEqualTo(Outcome.Result.COMPLETED);
						assertThat(stage.notary.state() + stage.estate.standing()).isEqualTo(end);
						assertThat(stage.notary.effects).doesNotHaveDuplicates();
					}
				})));
	}

	@TestFactory
	Stream<DynamicTest> anAbortBeforeTheProofTakesEverythingBack() {
		return Stream.of("keepOldCertificate", "requestRenewal", "awaitRenewal", "restartWorkload", "proveCertificate")
			.map(moment -> DynamicTest.dynamicTest(moment, () -> {
				try (Theatre stage = stage()) {
					String before = stage.notary.state();
					stage.sayDuring(moment, ROTATION, "abort");
					assertThat(Operations.failure(start(stage, Map.of("certificate", "api-gateway"))).getType())
						.isEqualTo("ABORTED");
					assertThat(stage.notary.state()).isEqualTo(before);
				}
			}));
	}

}
