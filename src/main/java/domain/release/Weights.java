package domain.release;

import domain.run.Change;
import java.util.List;

/**
 * Traffic and capacity as read back after a step.
 *
 * @param canary the canary's share of traffic in percent
 * @param canaryReady ready canary pods
 * @param stableReady ready stable pods
 * @param complete whether the share asked for was reached; false when the stable side
 * could not carry all of it
 * @param note what people should know, or null
 * @param changes what was changed
 */
public record Weights(int canary, int canaryReady, int stableReady, boolean complete, String note,
		List<Change> changes) {

}
