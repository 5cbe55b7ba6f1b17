package domain.probe;

import domain.profile.HttpProbe;
import domain.profile.VersionProbe;
import domain.run.Run;
import java.time.Duration;
import java.util.List;

/**
 * A smoke test.
 *
 * @param run the run it belongs to
 * @param version where the version is read, or null
 * @param expectedVersion version that must answer, or null when any will do
 * @param probes what else must answer
 * @param within how long to keep asking before an unhealthy answer counts
 */
public record SmokeRequest(Run run, VersionProbe version, String expectedVersion, List<HttpProbe> probes,
		Duration within) {

}
