package activities;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.FailureMapping;
import domain.backup.Backup;
import domain.backup.BackupRequest;
import domain.backup.Candidate;
import domain.backup.Captured;
import domain.backup.Choice;
import domain.backup.ChooseRequest;
import domain.backup.Contents;
import domain.backup.Place;
import domain.backup.PruneRequest;
import domain.backup.RestoreRequest;
import domain.backup.Source;
import domain.failure.FailureKind;
import domain.failure.PartialFailure;
import domain.failure.PermanentFailure;
import domain.people.Said;
import domain.profile.ProtectedStore;
import domain.profile.StoreProfile;
import domain.release.Changes;
import domain.run.Mode;
import domain.run.Run;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.testing.TestActivityEnvironment;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.worker.WorkerFactoryOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import monitors.NoSecrets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import stores.BackupEngine;
import stores.BackupOrder;
import stores.Comparisons;
import stores.Parts;
import stores.Progress;
import stores.Seen;
import stores.Sink;
import stores.Unusable;

/** The steps around a store's backups. */
class BackupsImplTest {

	private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

	private static Backup backup(String id, long bytes) {
		return new Backup(id, "main", "daily", "there", bytes, "", NOON, new TreeMap<>(), false, 1);
	}

	private final TestActivityEnvironment environment = TestActivityEnvironment
		.newInstance(TestEnvironmentOptions.newBuilder()
			.setWorkerFactoryOptions(
					WorkerFactoryOptions.newBuilder().setWorkerInterceptors(new FailureMapping()).build())
			.build());

	private final List<String> beats = new ArrayList<>();

	private final OneProduct product = new OneProduct();

	private Backups backups;

	@BeforeEach
	void register() {
		environment.registerActivitiesImplementations(
				new BackupsImpl(new Shelves(List.of(product), List.of(), new NoSecrets())));
		environment.setActivityHeartbeatListener(String.class, beats::add);
		backups = environment.newActivityStub(Backups.class);
	}

	@AfterEach
	void close() {
		environment.close();
	}

	@Test
	void aBackupIsTakenByItsEngineWithHeartbeats() {
		BackupRequest request = request(StoreProfile.Kind.POSTGRESQL);
		Backup taken = backups.takeBackup(request);
		assertThat(taken.id()).isEqualTo("main_daily_run-1");
		assertThat(taken.recoveryPoint()).isEqualTo(NOON);
		assertThat(beats).contains("half");
		Backup verified = backups.verifyBackup(run(Mode.EXECUTE), taken, request.source());
		assertThat(verified.verified()).isTrue();
		assertThat(verified.verification().run()).isEqualTo("run-1");
	}

	@Test
	void aPlanTakesAndVerifiesNothing() {
		assertThat(backups.verifyBackup(run(Mode.PLAN), backup("id", 3), null).verified()).isFalse();
	}

	@Test
	void theNewestUsableOneIsChosenAndTheReasonAgainstNewerOnesIsSaid() {
		Choice choice = backups.chooseBackup(
				new ChooseRequest(run(Mode.EXECUTE), request(StoreProfile.Kind.POSTGRESQL).source(), null, null, NOON));
		assertThat(choice.chosen().id()).isEqualTo("good");
		assertThat(choice.refused()).singleElement().extracting(Candidate::refusal).isEqualTo("it is empty");
		assertThat(choice.untried()).containsExactly("older", "ours");
	}

	@Test
	void aPartialOneIsTakenOnlyWhenItWasAccepted() {
		product.partial.add("good");
		Source source = request(StoreProfile.Kind.POSTGRESQL).source();
		Choice choice = backups.chooseBackup(new ChooseRequest(run(Mode.EXECUTE), source, null, null, NOON));
		assertThat(choice.chosen().id()).isEqualTo("older");
		assertThat(choice.partial()).isEqualTo(new Candidate(backup("good", 3), "a hook failed", true));
		assertThat(backups.chooseBackup(new ChooseRequest(run(Mode.EXECUTE), source, null, null, NOON, List.of("good")))
			.chosen()
			.id()).isEqualTo("good");
		assertThat(backups.chooseBackup(new ChooseRequest(run(Mode.EXECUTE), source, null, null, NOON, List.of("bad")))
			.chosen()
			.id()).as("what is of no use is not taken whoever says so").isEqualTo("older");
	}

	@Test
	void refusalsAndFailuresAreInTheLanguageOfTheRun() {
		Source source = request(StoreProfile.Kind.POSTGRESQL).source();
		Run run = new Run("canary", "run-1", "CanaryDeploy", "agente-ia", "agente-api", Mode.EXECUTE, "pt-BR");
		Choice choice = backups.chooseBackup(new ChooseRequest(run, source, null, null, NOON));
		assertThat(choice.refused()).singleElement().extracting(Candidate::refusal).isEqualTo("está vazio");
		assertThatThrownBy(() -> backups.verifyBackup(run, backup("bad", 0), source)).rootCause()
			.isInstanceOfSatisfying(ApplicationFailure.class, failure -> {
				assertThat(failure.getOriginalMessage()).isEqualTo("está vazio");
				assertThat(failure.getType()).isEqualTo("NOT_VERIFIED");
			});
	}

	@Test
	void retentionLetsGoOfOurOwnOnlyWhereOthersKeepBackupsBesideThem() {
		backups.pruneBackups(new PruneRequest(run(Mode.EXECUTE), request(StoreProfile.Kind.POSTGRESQL).source(),
				NOON.plus(Duration.ofDays(60))));
		assertThat(product.removed).containsExactly("ours");
	}

	@Test
	void aProductWithoutBackupsIsNamed() {
		assertThatThrownBy(() -> backups.takeBackup(request(StoreProfile.Kind.KAFKA)))
			.isInstanceOf(ActivityFailure.class)
			.rootCause()
			.hasMessageContaining("store 'main' of kind KAFKA")
			.hasMessageContaining("POSTGRESQL");
	}

	private static BackupRequest request(StoreProfile.Kind kind) {
		return new BackupRequest(run(Mode.EXECUTE), new StoreProfile("main", kind, "h", 1, "d", "u", null, "/b"),
				"daily", null);
	}

	private static Run run(Mode mode) {
		return new Run("canary", "run-1", "CanaryDeploy", "agente-ia", "agente-api", mode, "en");
	}

	/** Takes and verifies without a server, and keeps its backups itself. */
	private static class OneProduct implements BackupEngine {

		private final List<String> removed = new ArrayList<>();

		private final List<String> partial = new ArrayList<>();

		@Override
		public ProtectedStore.Engine kind() {
			return ProtectedStore.Engine.POSTGRESQL;
		}

		@Override
		public Optional<String> missing(Source source) {
			return Optional.empty();
		}

		@Override
		public boolean keepsThem() {
			return true;
		}

		@Override
		public Captured capture(BackupOrder order, Sink sink, Progress progress) {
			progress.report("half");
			return new Captured(NOON, new Contents("d", "15", new TreeMap<>(), null, null), "there", 3);
		}

		@Override
		public void examine(Source source, Backup backup, Parts parts, Progress progress) {
			if (backup.bytes() == 0) {
				throw new PermanentFailure(FailureKind.NOT_VERIFIED, Unusable.empty());
			}
			if (partial.contains(backup.id())) {
				throw new PartialFailure(Said.of("a hook failed", "um hook falhou"));
			}
		}

		@Override
		public Seen look(Source source, Place place, Progress progress) {
			return Seen.there(place, null, NOON);
		}

		@Override
		public Place live(Source source) {
			return new Place("d", Place.Purpose.LIVE, null, null);
		}

		@Override
		public Place own(Source source, Place.Purpose purpose, String runId, Instant expires) {
			return new Place("d_" + runId, purpose, runId, expires);
		}

		@Override
		public void restore(RestoreRequest request, Parts parts, Progress progress) {
			progress.report("restoring");
		}

		@Override
		public Comparisons check(RestoreRequest request, Progress progress) {
			return new Comparisons(List.of());
		}

		@Override
		public Changes activate(RestoreRequest request, Progress progress) {
			return new Changes(List.of());
		}

		@Override
		public Changes putBack(RestoreRequest request, Progress progress) {
			return new Changes(List.of());
		}

		@Override
		public List<Place> places(Source source) {
			return List.of();
		}

		@Override
		public Changes drop(RestoreRequest request, Progress progress) {
			return new Changes(List.of());
		}

		@Override
		public List<Backup> kept(Source source) {
			return List.of(backup("bad", 0), backup("good", 3), backup("older", 3),
					new Backup("ours", "main", "daily", "there", 3, "", NOON, new TreeMap<>(), false, 1, "agente-ia",
							ProtectedStore.Engine.POSTGRESQL, "run-0", null, null, null, null, null));
		}

		@Override
		public void remove(Source source, Backup backup) {
			removed.add(backup.id());
		}

	}

}
