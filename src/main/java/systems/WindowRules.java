package systems;

import domain.profile.ComponentProfile;
import domain.profile.MaintenanceWindowProfile;
import domain.profile.MonitoringProfile;
import domain.profile.NamedQuery;
import domain.profile.PagerDutyProfile;
import domain.profile.ScaleDown;
import domain.profile.SystemProfile;
import java.time.Duration;

/** What a maintenance window names exists, and its times make sense. */
final class WindowRules {

	private static final Duration SHORTEST_SILENCE = Duration.ofSeconds(3);

	private static final Field WINDOW = Field.of("maintenanceWindow");

	private WindowRules() {
	}

	static void check(SystemProfile profile, Problems problems) {
		MaintenanceWindowProfile window = profile.maintenanceWindow();
		positive("usual", window.usual(), problems);
		if (window.usual().compareTo(window.longest()) > 0) {
			problems.add(WINDOW.at("usual"), "is longer than the longest", window.usual(),
					"at most " + window.longest());
		}
		if (window.silenceFor().compareTo(SHORTEST_SILENCE) < 0) {
			problems.add(WINDOW.at("silenceFor"), "is too short to be renewed in time", window.silenceFor(),
					SHORTEST_SILENCE + " or more");
		}
		if (window.margin().isNegative()) {
			problems.add(WINDOW.at("margin"), "is negative", window.margin(), "PT0S or more");
		}
		silence(window, profile.monitoring(), problems);
		for (int index = 0; index < window.scaleDown().size(); index++) {
			scaleDown(WINDOW.at("scaleDown").at(index), window.scaleDown().get(index), profile, problems);
		}
		if (window.workflows() != null && profile.query(window.workflows()).isEmpty()) {
			problems.add(WINDOW.at("workflows"), "names no query", window.workflows(),
					Problems.words(profile.queries(), NamedQuery::name));
		}
		if (window.pagerDuty() != null) {
			pagerDuty(WINDOW.at("pagerDuty"), window.pagerDuty(), problems);
		}
	}

	private static void positive(String name, Duration given, Problems problems) {
		if (!given.isPositive()) {
			problems.add(WINDOW.at(name), "is no time at all", given, "a duration as PT2H");
		}
	}

	private static void silence(MaintenanceWindowProfile window, MonitoringProfile monitoring, Problems problems) {
		for (int index = 0; index < window.silence().size(); index++) {
			String filter = window.silence().get(index);
			if (!filter.matches("[a-zA-Z_][a-zA-Z0-9_]*(=|!=|=~|!~)\".*\"")) {
				problems.add(WINDOW.at("silence").at(index), "is not an Alertmanager filter", filter,
						"label=\"value\" with =, !=, =~ or !~");
			}
		}
		if (!window.silence().isEmpty() && (monitoring == null || monitoring.alertmanager() == null)) {
			problems.add(WINDOW.at("silence"), "has nowhere to go: name monitoring.alertmanager");
		}
	}

	private static void scaleDown(Field field, ScaleDown wanted, SystemProfile profile, Problems problems) {
		if (profile.component(wanted.component()).filter(ComponentProfile::operated).isEmpty()) {
			problems.add(field.at("component"), "names no component that is started and stopped", wanted.component(),
					Problems.words(profile.components(), ComponentProfile::name));
		}
		if (wanted.replicas() < 0) {
			problems.add(field.at("replicas"), "is no number of instances", wanted.replicas(), "0 or more");
		}
	}

	private static void pagerDuty(Field field, PagerDutyProfile pager, Problems problems) {
		Texts.reference(field.at("token"), pager.token(), problems);
		Texts.email(field.at("from"), pager.from(), problems);
		if (pager.services().isEmpty()) {
			problems.add(field.at("services"), "is empty: a window in PagerDuty is for services");
		}
	}

}
