package io.bloomline.it.faults;

import io.bloomline.it.support.kserve.ServeToys;
import java.util.SplittableRandom;

/**
 * What documents there are.
 *
 * @param unreadable part of them that is no JSON
 * @param poisonous  part of them that fails the batch it is in
 * @param hot        part of them that has the same key
 */
record Load(double unreadable, double poisonous, double hot) {

    static final Load USUAL = new Load(0.02, 0, 0);

    /** Key that the hot part has, of which the model takes its time over every tenth. */
    static final String HOT = ServeToys.TEDIOUS;

    private static final int KEYS = 24;

    Load withPoisonous(double share) {
        return new Load(unreadable, share, hot);
    }

    Load withHot(double share) {
        return new Load(unreadable, poisonous, share);
    }

    String key(SplittableRandom random) {
        double dice = random.nextDouble();
        String kind = dice < poisonous ? ServeToys.POISON : "doc";
        return dice >= poisonous && dice < poisonous + hot ? HOT : kind + "-" + random.nextInt(KEYS);
    }
}
