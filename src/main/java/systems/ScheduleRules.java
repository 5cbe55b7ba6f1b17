package systems;

import domain.profile.Schedule;
import domain.profile.SystemProfile;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import java.util.TreeMap;

/** Schedules start known procedures with input that they take, at times that exist. */
final class ScheduleRules {

	private static final Duration SHORTEST = Duration.ofSeconds(1);

	/** Temporal silently takes every shorter one for this. */
	private static final Duration SHORTEST_CATCH_UP = Duration.ofSeconds(10);

	private ScheduleRules() {
	}

	static void check(SystemProfile profile, Procedures procedures, Problems problems) {
		for (int index = 0; index < profile.schedules().size(); index++) {
			Field field = Field.of("schedules").at(index);
			Schedule schedule = profile.schedules().get(index);
			name(field, schedule, problems);
			work(field, profile, schedule, procedures, problems);
			times(field, schedule, problems);
			limits(field, schedule, problems);
		}
	}

	private static void name(Field field, Schedule schedule, Problems problems) {
		if (!schedule.name().matches("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")) {
			problems.add(field.at("name"), "is not a legal name", schedule.name(),
					"lower-case letters, digits and inner hyphens, at most 63");
		}
	}

	private static void work(Field field, SystemProfile profile, Schedule schedule, Procedures procedures,
			Problems problems) {
		if (!procedures.knows(schedule.procedure())) {
			problems.add(field.at("procedure"), "is no procedure", schedule.procedure(),
					String.join(", ", procedures.names()));
			return;
		}
		Field input = field.at("input");
		if (!profile.name().equals(schedule.input().getOrDefault("system", profile.name()))) {
			problems.add(input.at("system"), "is another system", schedule.input().get("system"), profile.name());
			return;
		}
		if (schedule.component() != null && profile.component(schedule.component()).isEmpty()) {
			problems.add(input.at("component"), "names no component", schedule.component(),
					Problems.words(profile.components(), component -> component.name()));
		}
		Map<String, Object> whole = new TreeMap<>(schedule.input());
		whole.put("system", profile.name());
		procedures.refusal(schedule.procedure(), whole)
			.ifPresent(refusal -> problems.add(refusal.field().isEmpty() ? input : input.at(refusal.field()),
					refusal.reason()));
	}

	private static void times(Field field, Schedule schedule, Problems problems) {
		boolean interval = schedule.every() != null;
		boolean calendar = schedule.calendar() != null;
		if (schedule.launcher()) {
			if (interval || calendar || schedule.jitter() != null) {
				problems.add(field, "is a launcher, which has no times: leave out every, calendar and jitter");
			}
			return;
		}
		if (interval == calendar) {
			problems.add(field, "must have either every or calendar, or be a launcher (launcher: true)");
			return;
		}
		if (calendar) {
			CalendarRules.check(field.at("calendar"), schedule.calendar(), problems);
		}
		else if (schedule.every().compareTo(SHORTEST) < 0 || schedule.every().getNano() != 0) {
			problems.add(field.at("every"), "is no interval of Temporal's", schedule.every(),
					"whole seconds from PT1S up");
		}
	}

	private static void limits(Field field, Schedule schedule, Problems problems) {
		if (schedule.timeZone() != null && !ZoneId.getAvailableZoneIds().contains(schedule.timeZone())) {
			problems.add(field.at("timeZone"), "is not a time zone", schedule.timeZone(),
					"an IANA name as America/Sao_Paulo");
		}
		if (schedule.catchUp().compareTo(SHORTEST_CATCH_UP) < 0) {
			problems.add(field.at("catchUp"), "is too short for Temporal", schedule.catchUp(), "PT10S or more");
		}
		if (schedule.jitter() != null && schedule.every() != null
				&& schedule.jitter().compareTo(schedule.every()) >= 0) {
			problems.add(field.at("jitter"), "is not shorter than the interval", schedule.jitter(),
					"less than " + schedule.every());
		}
	}

}
