package systems;

import domain.profile.ComponentProfile;
import domain.profile.DeployProfile;
import domain.profile.ModelProbe;
import domain.profile.ModelProfile;
import domain.profile.ReleaseProfile;
import domain.profile.SystemProfile;
import domain.profile.TargetProfile;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** How components are deployed fits what they are. */
final class DeployRules {

	private DeployRules() {
	}

	static void check(SystemProfile profile, Problems problems) {
		for (int index = 0; index < profile.components().size(); index++) {
			ComponentProfile component = profile.components().get(index);
			if (component.deploy() != null) {
				deploy(Field.of("components").at(index).at("deploy"), component, profile, problems);
			}
		}
	}

	private static void deploy(Field field, ComponentProfile component, SystemProfile profile, Problems problems) {
		DeployProfile deploy = component.deploy();
		boolean model = component.kind() == ComponentProfile.Kind.MODEL;
		if (!component.operated() && !model) {
			problems.add(field, "does not fit the component's kind", Problems.word(component.kind()),
					"a component that runs on a target, or a model");
		}
		if (deploy.helm() != null) {
			helm(field, component, deploy, profile, problems);
		}
		if (model) {
			model(field, component, profile, problems);
		}
		else if (deploy.model() != null) {
			problems.add(field.at("model"), "does not fit the component's kind", Problems.word(component.kind()),
					"a component of kind model");
		}
		release(field, component, problems);
		if (deploy.logLines() < 1) {
			problems.add(field.at("logLines"), "is no number of lines", deploy.logLines(), "1 or more");
		}
		if (deploy.remote().startsWith("-")) {
			problems.add(field.at("remote"), "is no git remote", deploy.remote(), "a name such as origin");
		}
		try {
			Pattern.compile(deploy.trouble());
		}
		catch (PatternSyntaxException unreadable) {
			problems.add(field.at("trouble"), "is no regular expression", deploy.trouble(),
					unreadable.getDescription());
		}
	}

	private static void helm(Field field, ComponentProfile component, DeployProfile deploy, SystemProfile profile,
			Problems problems) {
		boolean onCluster = profile.target(component.target())
			.filter(target -> target.kind() == TargetProfile.Kind.KUBERNETES)
			.isPresent();
		if (!onCluster) {
			problems.add(field.at("helm"), "does not fit the component's target", component.target(),
					"a target of kind kubernetes");
		}
		if (component.canary() != null) {
			problems.add(field.at("helm"), "does not go with a canary: the next upgrade would undo what it promoted",
					deploy.helm().release(), "one of the two");
		}
	}

	private static void release(Field field, ComponentProfile component, Problems problems) {
		ReleaseProfile release = component.deploy().release();
		boolean unit = component.kind() == ComponentProfile.Kind.SYSTEMD_UNIT;
		if (unit && release == null) {
			problems.add(field, "needs release: that is how units are deployed");
		}
		if (release == null) {
			return;
		}
		Field place = field.at("release");
		if (!unit) {
			problems.add(place, "does not fit the component's kind", Problems.word(component.kind()),
					"a component of kind systemd-unit");
		}
		versioned(place.at("source"), release.source(), problems);
		if (!release.checksum().startsWith("/")) {
			problems.add(place.at("checksum"), "is no absolute path of a file", release.checksum(),
					"/srv/releases/SHA256SUMS");
		}
		if (release.keep() < 1) {
			problems.add(place.at("keep"), "leaves nothing to go back to", release.keep(), "1 or more");
		}
	}

	private static void versioned(Field field, String given, Problems problems) {
		if (!given.startsWith("/") || !given.contains("{{version}}")) {
			problems.add(field, "does not say which version", given, "an absolute path with {{version}}");
		}
	}

	private static void model(Field field, ComponentProfile component, SystemProfile profile, Problems problems) {
		ModelProfile model = component.deploy().model();
		boolean onHost = component.target() != null && profile.target(component.target())
			.filter(target -> target.kind() == TargetProfile.Kind.SYSTEMD)
			.isPresent();
		if (model == null || !onHost) {
			problems.add(field, "needs model and a target of kind systemd: that is where models are deployed");
			return;
		}
		Field place = field.at("model");
		if (!model.path().matches("/.*[^/]")) {
			problems.add(place.at("path"), "is no absolute path of a file", model.path(), "/models/face.onnx");
		}
		versioned(place.at("source"), model.source(), problems);
		if (!model.checksum().startsWith("/")) {
			problems.add(place.at("checksum"), "is no absolute path of a file", model.checksum(),
					"/models/incoming/SHA256SUMS");
		}
		if (model.units().isEmpty()) {
			problems.add(place.at("units"), "is empty: a model that no unit reads is not deployed");
		}
		if (model.keep() < 1) {
			problems.add(place.at("keep"), "leaves nothing to go back to", model.keep(), "1 or more");
		}
		probe(place.at("accuracy"), model.accuracy(), problems);
		probe(place.at("latency"), model.latency(), problems);
	}

	private static void probe(Field field, ModelProbe probe, Problems problems) {
		if (probe.atLeast() == null && probe.atMost() == null) {
			problems.add(field, "has no limit: give atLeast or atMost");
		}
		if (probe.command().stream().noneMatch(word -> word.contains("{{file}}"))) {
			problems.add(field.at("command"), "does not say which file it measures: one argument holds {{file}}");
		}
	}

}
