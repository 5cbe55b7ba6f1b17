package targets.systemd;

import domain.failure.FailureKind;
import domain.failure.PermanentFailure;
import java.time.Duration;
import targets.Backoff;

/** Waits until a unit is as it was asked to be, and is so still some seconds later. */
final class Settling {

	/**
	 * A unit that reads a bad configuration ends seconds after its start, not at once.
	 */
	private static final Duration STEADY = Duration.ofSeconds(5);

	private final Unit unit;

	private final Duration limit;

	private final Runnable alive;

	private final long begin = System.nanoTime();

	private int crashes;

	private UnitState last;

	private long since;

	/**
	 * @param limit how long it may take
	 */
	Settling(Unit unit, Duration limit, Runnable alive) {
		this.unit = unit;
		this.limit = limit;
		this.alive = alive;
	}

	/**
	 * Waits until it runs, in another incarnation than the one that is to end, and has
	 * run for some seconds.
	 * @param ending the incarnation that is to end; null: none
	 * @throws PermanentFailure kind {@code NOT_READY} when it ends, ends again and again,
	 * or takes too long, with the last lines of its journal
	 */
	void untilSteady(String ending) {
		Backoff backoff = new Backoff(this.alive);
		while (true) {
			UnitState now = this.unit.read();
			if (now.down()) {
				throw trouble("does not run", now);
			}
			if (!now.invocation().equals(ending) && steady(now)) {
				return;
			}
			if (over(this.begin, this.limit)) {
				throw trouble("is not ready within " + this.limit, now);
			}
			backoff.pause();
		}
	}

	/** One crash may be bad luck, as when a dependency came late; two are its nature. */
	private boolean steady(UnitState now) {
		boolean again = this.last != null && now.restarts() > this.last.restarts();
		this.crashes += again ? now.restarts() - this.last.restarts() : 0;
		if (this.crashes > 1) {
			throw trouble("ends again and again", now);
		}
		if (this.last == null || !now.active() || !now.invocation().equals(this.last.invocation())) {
			this.since = System.nanoTime();
		}
		this.last = now;
		return now.active() && over(this.since, STEADY);
	}

	/** Waits until it is down; that it failed on its way is forgotten. */
	void untilDown(String ending) {
		Backoff backoff = new Backoff(this.alive);
		while (true) {
			UnitState now = this.unit.read();
			if (now.down()) {
				this.unit.forgetFailure(now);
				return;
			}
			if (now.active() && !now.invocation().equals(ending)) {
				throw new PermanentFailure(FailureKind.CONFLICT,
						"%s was stopped and runs again: somebody or %s started it.".formatted(this.unit.inWords(),
								now.triggers().isEmpty() ? "another unit" : now.triggers()));
			}
			if (over(this.begin, this.limit)) {
				throw trouble("is not down within " + this.limit, now);
			}
			backoff.pause();
		}
	}

	private static boolean over(long begin, Duration time) {
		return System.nanoTime() - begin > time.toNanos();
	}

	private PermanentFailure trouble(String what, UnitState now) {
		return new PermanentFailure(FailureKind.NOT_READY,
				"%s %s: %s; %s".formatted(this.unit.inWords(), what, now.inWords(), this.unit.lastLines(now)));
	}

}
