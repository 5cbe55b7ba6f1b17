package domain.profile;

import java.util.List;

/**
 * Where a system's metrics and alerts are read.
 *
 * @param prometheus base address of Prometheus' HTTP API
 * @param prometheusToken reference of a bearer token, absent when none is asked
 * @param alertmanager base address of Alertmanager; absent when alerts are not consulted
 * @param alertmanagerToken reference of a bearer token, absent when none is asked
 * @param criticalAlerts Alertmanager filters (for example {@code severity="critical"})
 * that all must match for an alert to stop a canary
 */
public record MonitoringProfile(String prometheus, String prometheusToken, String alertmanager,
		String alertmanagerToken, List<String> criticalAlerts) {

	public MonitoringProfile {
		criticalAlerts = SystemProfile.listOf(criticalAlerts);
	}

}
