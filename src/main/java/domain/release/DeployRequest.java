package domain.release;

import domain.lifecycle.Workload;
import domain.profile.DeployProfile;
import domain.run.Run;

/**
 * A step of a deploy.
 *
 * @param run the run it belongs to
 * @param workload what is deployed, and where
 * @param how what the profile says about it
 * @param image image repository without a tag; null: that of the image that runs
 * @param version the version asked for: a tag, a branch or a commit, an image's tag
 * @param before what was live before anything was changed; null only for the step that
 * finds it
 */
public record DeployRequest(Run run, Workload workload, DeployProfile how, String image, String version, Live before) {

}
