package targets.kubernetes;

/**
 * Somebody who keeps an object as it is written elsewhere.
 *
 * @param tool what kind
 * @param namespace namespace of the tool's own object
 * @param name name of the tool's own object, or of the field manager
 * @param mark what it was recognised by
 */
record Keeper(Tool tool, String namespace, String name, String mark) {

	String inWords() {
		return switch (this.tool) {
			case APPLICATION -> "Argo CD, Application " + place();
			case KUSTOMIZATION -> "Flux, Kustomization " + place();
			case HELM_RELEASE -> "Flux, HelmRelease " + place();
			case FIELD_MANAGER -> "field manager " + this.name;
		};
	}

	private String place() {
		return this.namespace + "/" + this.name;
	}

	/** The kinds of keepers, with the objects by which they can be paused. */
	enum Tool {

		/** https://argo-cd.readthedocs.io/en/stable/user-guide/auto_sync/ */
		APPLICATION("argoproj.io", "v1alpha1", "Application", "applications"),
		/** https://fluxcd.io/flux/components/kustomize/kustomizations/#suspend */
		KUSTOMIZATION("kustomize.toolkit.fluxcd.io", "v1", "Kustomization", "kustomizations"),
		/** https://fluxcd.io/flux/components/helm/helmreleases/#suspend */
		HELM_RELEASE("helm.toolkit.fluxcd.io", "v2", "HelmRelease", "helmreleases"),
		/** Some other client; nobody knows how to pause it. */
		FIELD_MANAGER(null, null, null, null);

		private final String group;

		private final String version;

		private final String kind;

		private final String resource;

		Tool(String group, String version, String kind, String resource) {
			this.group = group;
			this.version = version;
			this.kind = kind;
			this.resource = resource;
		}

		boolean pausable() {
			return this.group != null;
		}

		String group() {
			return this.group;
		}

		String version() {
			return this.version;
		}

		String kind() {
			return this.kind;
		}

		String resource() {
			return this.resource;
		}

	}

}
