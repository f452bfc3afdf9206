export { kafkaOf, type KafkaClient } from '@fuyuan/kafka';
