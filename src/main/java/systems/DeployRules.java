package systems;

import domain.profile.ComponentProfile;
import domain.profile.DeployProfile;
import domain.profile.SystemProfile;
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
				deploy(Field.of("components").at(index).at("deploy"), component, problems);
			}
		}
	}

	private static void deploy(Field field, ComponentProfile component, Problems problems) {
		DeployProfile deploy = component.deploy();
		if (!component.operated()) {
			problems.add(field, "does not fit the component's kind", Problems.word(component.kind()),
					"a component that runs on a target");
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

}
