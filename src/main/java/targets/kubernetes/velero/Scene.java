package targets.kubernetes.velero;

import domain.backup.Source;
import java.util.List;
import targets.kubernetes.Cluster;

/**
 * One namespace of one system and the installation that backs it up.
 *
 * @param source what is backed up
 * @param cluster the namespace
 * @param setting the installation
 */
record Scene(Source source, Cluster cluster, Setting setting) {

	/** The namespace that is backed up and restored. */
	String namespace() {
		return namespace(this.source);
	}

	static String namespace(Source source) {
		List<String> include = source.asked().include();
		return include.isEmpty() ? source.target().namespace() : include.getFirst();
	}

	/** The store's name, with its system's: other systems may be on the same cluster. */
	String store() {
		return this.source.system() + "." + this.source.name();
	}

	Scratch scratch() {
		return new Scratch(this.cluster, store(), this.setting.pace());
	}

	Removal removal() {
		return new Removal(this.setting.api(), this.setting.pace());
	}

}
