package domain.profile;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.util.List;

/**
 * What a routine removes. It is counted first; a person is asked when it is more than
 * expected, and no more than the cap is removed in one run.
 *
 * @param what what is removed
 * @param target name of the cluster or host where it is; absent for {@code rows}
 * @param component component in whose pods the files are ({@code files} on a cluster)
 * @param path folder that the files are in, with those below it ({@code files})
 * @param pattern names of the files, {@code *} stands for anything ({@code files});
 * {@code *.log} when absent
 * @param store name of the store ({@code rows})
 * @param table table, with its schema where it is not {@code public} ({@code rows})
 * @param column its column that says how old a row is ({@code rows})
 * @param key its primary key, which dependents refer to ({@code rows}); {@code id} when
 * absent
 * @param dependents columns of other tables that refer to it, each as
 * {@code table.column}; their rows go with it ({@code rows})
 * @param batch rows that are removed in one transaction ({@code rows}); 1000 when absent
 * @param olderThan how old what is removed must be; an hour when absent
 * @param most most that is removed in one run; 1000 when absent, for rows 1000000
 * @param askAbove a person is asked before more than this is removed; never when absent
 * @param onlyLook whether it is only counted; no when absent
 */
public record CleanUp(@Required What what, String target, String component, String path, String pattern, String store,
		String table, String column, String key, List<String> dependents, Integer batch, Duration olderThan,
		Integer most, Integer askAbove, Boolean onlyLook) {

	private static final int USUAL_BATCH = 1000;

	private static final int USUALLY_AT_MOST = 1000;

	private static final int MOST_ROWS = 1_000_000;

	public CleanUp {
		pattern = pattern == null ? "*.log" : pattern;
		key = key == null ? "id" : key;
		dependents = SystemProfile.listOf(dependents);
		batch = batch == null ? USUAL_BATCH : batch;
		olderThan = olderThan == null ? Duration.ofHours(1) : olderThan;
		most = most == null ? what == What.ROWS ? MOST_ROWS : USUALLY_AT_MOST : most;
		onlyLook = what == What.VOLUME_CLAIMS || onlyLook != null && onlyLook;
	}

	/** What can be removed. */
	public enum What {

		/** Pods whose containers ended well (Kubernetes). */
		@JsonProperty("succeeded-pods")
		SUCCEEDED_PODS,
		/** Jobs that are complete, with their pods (Kubernetes). */
		@JsonProperty("complete-jobs")
		COMPLETE_JOBS,
		/** Volume claims that no pod uses; they are only counted (Kubernetes). */
		@JsonProperty("volume-claims")
		VOLUME_CLAIMS,
		/** Images without a name that no container uses (Docker host). */
		@JsonProperty("images")
		IMAGES,
		/** Volumes that no container uses (Docker host). */
		@JsonProperty("volumes")
		VOLUMES,
		/** Networks that no container uses (Docker host). */
		@JsonProperty("networks")
		NETWORKS,
		/** Files of logs, on hosts and in pods. */
		@JsonProperty("files")
		FILES,
		/** Rows of a database's table. */
		@JsonProperty("rows")
		ROWS

	}

}
