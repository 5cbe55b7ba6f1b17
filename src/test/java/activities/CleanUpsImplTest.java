package activities;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import domain.maintenance.CleanUpRequest;
import domain.maintenance.Leftover;
import domain.maintenance.Leftovers;
import domain.profile.CleanUp;
import domain.profile.StoreProfile;
import domain.profile.TargetProfile;
import domain.run.Mode;
import domain.run.Run;
import io.temporal.failure.ActivityFailure;
import io.temporal.testing.TestActivityEnvironment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import stores.RowRetention;
import systems.TestProfiles;
import targets.CleanUpTarget;

/** Attempts at a clean-up whose workers die in the middle of it. */
class CleanUpsImplTest {

	private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

	private final TestActivityEnvironment environment = TestActivityEnvironment.newInstance();

	private final Yard yard = new Yard();

	private final Table table = new Table();

	private CleanUps cleanUps;

	@BeforeEach
	void register() {
		environment.registerActivitiesImplementations(new CleanUpsImpl(List.of(yard), List.of(table)));
		cleanUps = environment.newActivityStub(CleanUps.class,
				io.temporal.activity.ActivityOptions.newBuilder()
					.setStartToCloseTimeout(java.time.Duration.ofMinutes(1))
					.setRetryOptions(io.temporal.common.RetryOptions.newBuilder().setMaximumAttempts(1).build())
					.build());
	}

	@AfterEach
	void close() {
		environment.close();
	}

	private static CleanUpRequest request(Mode mode, CleanUp.What what, int most) {
		CleanUp asked = new CleanUp(what, "cluster", null, null, null, "db", "conversations", "created_at", null, null,
				7, null, most, null, null);
		StoreProfile store = TestProfiles.agenteIa().store("agente-ia-postgresql").orElseThrow();
		return new CleanUpRequest(new Run("weekly", "run-1", "WeeklyMaintenance", "shop", null, mode, "en"), asked,
				what == CleanUp.What.ROWS ? null : TargetProfile.kubernetes("cluster", null, null, "shop"), null, store,
				NOON, null);
	}

	/** Nothing that it said is known to the attempt that follows. */
	private void attemptThatDies(CleanUpRequest request) {
		assertThatThrownBy(() -> cleanUps.removeLeftovers(request)).isInstanceOf(ActivityFailure.class);
	}

	@Test
	void whatAttemptsRemoveTogetherIsNoMoreThanTheCap() {
		yard.fill(200);
		CleanUpRequest request = request(Mode.EXECUTE, CleanUp.What.SUCCEEDED_PODS, 120);
		Leftovers shown = cleanUps.findLeftovers(request);
		assertThat(shown.count()).isEqualTo(200);
		CleanUpRequest wanted = request.after(shown.count());
		yard.diesAfter = 30;
		attemptThatDies(wanted);
		yard.diesAfter = 60;
		attemptThatDies(wanted);
		yard.diesAfter = Integer.MAX_VALUE;
		cleanUps.removeLeftovers(wanted);
		cleanUps.removeLeftovers(wanted);
		assertThat(yard.removed).hasSize(120).doesNotHaveDuplicates();
		assertThat(yard.there).as("the oldest go").hasSize(80).first().isEqualTo(120);
	}

	@Test
	void atTheCapAllGoAndOneMoreStays() {
		yard.fill(120);
		CleanUpRequest request = request(Mode.EXECUTE, CleanUp.What.SUCCEEDED_PODS, 120);
		cleanUps.removeLeftovers(request.after(cleanUps.findLeftovers(request).count()));
		assertThat(yard.there).isEmpty();
		yard.fill(121);
		cleanUps.removeLeftovers(request.after(cleanUps.findLeftovers(request).count()));
		assertThat(yard.there).containsExactly(120);
	}

	@Test
	void rowsGoInBatchesAndAttemptsTogetherRemoveNoMoreThanTheCap() {
		table.rows = 100;
		CleanUpRequest request = request(Mode.EXECUTE, CleanUp.What.ROWS, 40);
		CleanUpRequest wanted = request.after(cleanUps.findLeftovers(request).count());
		table.diesAfter = 2;
		attemptThatDies(wanted);
		assertThat(table.rows).isEqualTo(86);
		assertThat(table.tidied).isZero();
		table.diesAfter = Integer.MAX_VALUE;
		cleanUps.removeLeftovers(wanted);
		cleanUps.removeLeftovers(wanted);
		assertThat(table.rows).isEqualTo(60);
		assertThat(table.largest).isEqualTo(7);
		assertThat(table.tidied).isPositive();
	}

	@Test
	void aPlanRemovesNothingAndSaysHowManyWouldGo() {
		yard.fill(200);
		assertThat(cleanUps.removeLeftovers(request(Mode.PLAN, CleanUp.What.SUCCEEDED_PODS, 120).after(200)).changes())
			.singleElement()
			.satisfies(change -> assertThat(change.after()).isEqualTo("120 to be removed"));
		assertThat(yard.there).hasSize(200);
	}

	/** Things with a number for their age. */
	private static final class Yard implements CleanUpTarget {

		private final TreeSet<Integer> there = new TreeSet<>();

		private final List<Integer> removed = new ArrayList<>();

		private int diesAfter = Integer.MAX_VALUE;

		void fill(int count) {
			there.clear();
			removed.clear();
			IntStream.range(0, count).forEach(there::add);
		}

		@Override
		public TargetProfile.Kind kind() {
			return TargetProfile.Kind.KUBERNETES;
		}

		@Override
		public List<Leftover> find(CleanUpRequest request, Runnable alive) {
			return there.descendingSet()
				.stream()
				.map(each -> new Leftover(Integer.toString(each), 1, NOON.plusSeconds(each)))
				.toList();
		}

		@Override
		public void remove(CleanUpRequest request, List<Leftover> some, Runnable alive) {
			for (Leftover each : some) {
				if (diesAfter-- <= 0) {
					throw new IllegalStateException("the worker is gone");
				}
				int thing = Integer.parseInt(each.name());
				if (there.remove(thing)) {
					removed.add(thing);
				}
			}
		}

	}

	/** Rows that are all too old. */
	private static final class Table implements RowRetention {

		private int rows;

		private int largest;

		private int tidied;

		private int diesAfter = Integer.MAX_VALUE;

		@Override
		public StoreProfile.Kind kind() {
			return StoreProfile.Kind.POSTGRESQL;
		}

		@Override
		public Leftovers count(CleanUpRequest request) {
			return new Leftovers(rows, 0, List.of());
		}

		@Override
		public int remove(CleanUpRequest request, int most) {
			if (diesAfter-- <= 0) {
				throw new IllegalStateException("the worker is gone");
			}
			int gone = Math.min(rows, most);
			rows -= gone;
			largest = Math.max(largest, most);
			return gone;
		}

		@Override
		public void tidy(CleanUpRequest request) {
			tidied++;
		}

	}

}
