package domain.configuration;

import domain.lifecycle.Workload;
import domain.run.Run;
import java.util.List;
import java.util.Map;

/**
 * A step on a component's configuration.
 *
 * @param run the run it belongs to
 * @param workload the component whose configuration it is
 * @param others the system's other components: those that use it are told from those that
 * do not
 * @param edit what is to be changed
 * @param files by component the files on hosts that the profile names as its
 * configuration
 */
public record EditRequest(Run run, Workload workload, List<Workload> others, Edit edit,
		Map<String, List<String>> files) {

	public EditRequest {
		files = files == null ? Map.of() : Map.copyOf(files);
	}

	/** Where no files are concerned. */
	public EditRequest(Run run, Workload workload, List<Workload> others, Edit edit) {
		this(run, workload, others, edit, Map.of());
	}

}
