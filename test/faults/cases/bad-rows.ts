import { publishHome } from '../../../src/slack/home/home.ts';
import { findMemberById } from '../../../src/store/members/members.ts';
import { must } from '../broken.ts';
import { inWorld } from '../world.ts';
import { type Case, eight, monday, patient } from './case.ts';

/** What one row, or one method of Slack, does to everything else. */
export const badRows: Case[] = [
  {
    sentence: 'a schedule in a zone that no Node knows is set aside, and every other digest comes once',
    run: (stage) =>
      inWorld(stage, { ...patient, members: 4 }, async (world) => {
        const [bad, ...others] = world.members;
        const replicas = [await world.replica(), await world.replica()];
        await world.plantZone(bad!.id, 'Mars/Olympus');
        world.moveTo(eight);
        // The real wake-up logs its errors.
        await Promise.all(replicas.map((replica) => replica.wakeUp().catch(() => {})));
        await world.mustHaveSent(others.map(({ id }) => ({ post: 'digest', memberId: id, day: monday })));
        await world.plantZone(bad!.id, bad!.zone);
        await world.finish(replicas[0]!);
        await world.mustHaveSent(world.everybody(monday));
      }),
  },
  {
    sentence: 'a 429 on views.publish: each Home is published once, after the pause, and digests do not wait',
    run: (stage) =>
      inWorld(stage, { ...patient, members: 3 }, async (world) => {
        const replica = await world.replica();
        world.moveTo(eight);
        world.sandbox.faults.inject({ method: 'views.publish', kind: 'ratelimit', retryAfter: 1 });
        for (const { id } of world.members) {
          const member = await findMemberById(world.db, id);
          for (const at of ['today', 'promises'] as const)
            await publishHome(replica.context, member!, { screen: { at } });
        }
        await replica.wakeUp();
        await world.mustHaveSent(world.everybody(monday));
        const homes = () => world.sandbox.exchanges.filter(({ name }) => name === 'views.publish');
        await world.sandbox.until(() => homes().length > world.members.length);
        const published = homes().filter(({ status }) => status === 200);
        must(
          published.length === world.members.length,
          `${published.length} Homes for ${world.members.length}`,
        );
        must(homes().length === published.length + 1, `${homes().length} calls`);
      }),
  },
];
