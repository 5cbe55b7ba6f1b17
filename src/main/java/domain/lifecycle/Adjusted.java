package domain.lifecycle;

import domain.run.Change;
import java.util.List;

/**
 * What a step changed, and what it was before, so that it can be put back exactly.
 *
 * @param changes what was changed
 * @param resources the resources found; null for other steps
 * @param bounds the autoscaler's bounds found; null when there was none, or for other
 * steps
 */
public record Adjusted(List<Change> changes, Resources resources, Bounds bounds) {

}
