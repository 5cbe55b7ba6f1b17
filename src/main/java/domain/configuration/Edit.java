package domain.configuration;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import java.util.Map;

/**
 * What is to be changed of a component's configuration, as an operator types it: in
 * exactly one of a ConfigMap, a Secret, a file on a host, or the environment of the
 * component's own container.
 *
 * @param configMap name of the ConfigMap
 * @param secret name of the Secret; its values come {@code from} references, never from
 * here
 * @param file path of a file of {@code NAME=value} lines on the component's host, one
 * that the profile names
 * @param env names and values in the container's environment
 * @param set names and values in the ConfigMap or the file
 * @param from names and references ({@code env:}, {@code file:},
 * {@code kubernetes-secret:}) of the values in the Secret, and of those in a file whose
 * names look secret
 * @param remove names to be taken away
 * @param restore name of a copy that an earlier run kept: everything as it was then,
 * instead of single names
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Edit(String configMap, String secret, String file, Map<String, String> env, Map<String, String> set,
		Map<String, String> from, List<String> remove, String restore) {

	public Edit {
		env = env == null ? Map.of() : Map.copyOf(env);
		set = set == null ? Map.of() : Map.copyOf(set);
		from = from == null ? Map.of() : Map.copyOf(from);
		remove = remove == null ? List.of() : List.copyOf(remove);
	}

	/** What is changed, in words: {@code configMap orchestrator-config}. */
	public String place() {
		if (configMap != null) {
			return "configMap " + configMap;
		}
		if (secret != null) {
			return "secret " + secret;
		}
		return file != null ? "file " + file : "env";
	}

}
