package domain.release;

import domain.run.Change;
import java.util.List;

/**
 * What a step changed, or in plan mode would change.
 *
 * @param changes in order; empty when everything already was as wanted
 */
public record Changes(List<Change> changes) {

}
