package domain.profile;

import domain.maintenance.Cadence;

/**
 * What is done for a system again and again, each by the procedure of its name.
 *
 * @param daily tasks of {@code DailyMaintenance}
 * @param weekly tasks of {@code WeeklyMaintenance}
 * @param monthly tasks of {@code MonthlyMaintenance}
 * @param quarterly tasks of {@code QuarterlyMaintenance}
 */
public record MaintenanceProfile(Routine daily, Routine weekly, Routine monthly, Routine quarterly) {

	public MaintenanceProfile {
		daily = orNothing(daily);
		weekly = orNothing(weekly);
		monthly = orNothing(monthly);
		quarterly = orNothing(quarterly);
	}

	/** A system that nothing is done for. */
	public static MaintenanceProfile none() {
		return new MaintenanceProfile(null, null, null, null);
	}

	/** The tasks of a cadence. */
	public Routine of(Cadence cadence) {
		return switch (cadence) {
			case DAILY -> daily;
			case WEEKLY -> weekly;
			case MONTHLY -> monthly;
			case QUARTERLY -> quarterly;
		};
	}

	private static Routine orNothing(Routine given) {
		return given == null ? new Routine(null, null, null, null) : given;
	}

}
