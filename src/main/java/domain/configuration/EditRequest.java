package domain.configuration;

import domain.lifecycle.Workload;
import domain.run.Run;
import java.util.List;

/**
 * A step on a component's configuration.
 *
 * @param run the run it belongs to
 * @param workload the component whose configuration it is
 * @param others the system's other components: those that use it are told from those that
 * do not
 * @param edit what is to be changed
 */
public record EditRequest(Run run, Workload workload, List<Workload> others, Edit edit) {

}
