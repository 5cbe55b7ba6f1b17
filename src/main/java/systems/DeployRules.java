package systems;

import domain.profile.ComponentProfile;
import domain.profile.DeployProfile;
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
		if (!component.operated()) {
			problems.add(field, "does not fit the component's kind", Problems.word(component.kind()),
					"a component that runs on a target");
		}
		if (deploy.helm() != null) {
			helm(field, component, deploy, profile, problems);
		}
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

}
